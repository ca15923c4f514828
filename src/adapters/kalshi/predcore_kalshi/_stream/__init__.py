"""Kalshi's stream: its messages, its commands, and the protocols that speak them."""
