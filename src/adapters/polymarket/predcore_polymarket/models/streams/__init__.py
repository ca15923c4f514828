"""What the venue's sockets say, in its own words.

These are msgspec Structs, so importing them needs ``predcore[stream]``. Numbers are
``Decimal`` whether they come as texts or not; an empty text is absence.
"""
