"""Kalshi's objects to predcore's: pure functions, native model in, unified out."""
