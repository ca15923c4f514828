"""Kalshi's REST paths as a tree of attributes; the verbs are ``list`` and ``get``."""
