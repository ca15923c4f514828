"""Polymarket's sockets: how frames are read, and the protocols that speak them."""
