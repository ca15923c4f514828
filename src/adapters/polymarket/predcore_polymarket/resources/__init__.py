"""The native client, path by path."""
