"""Acme Exchange for predcore: an example of an adapter, complete and small."""
