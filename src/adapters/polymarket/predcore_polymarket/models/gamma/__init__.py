"""The catalogue service's objects (camelCase)."""
