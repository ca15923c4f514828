"""The relayer's objects."""
