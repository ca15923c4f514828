"""The venue's words: wire models by service."""
