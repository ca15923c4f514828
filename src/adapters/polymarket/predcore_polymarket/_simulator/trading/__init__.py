"""Orders and trades, as the venue keeps them on top of the exchange."""
