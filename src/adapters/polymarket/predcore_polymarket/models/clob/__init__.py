"""The order-book service's objects (snake_case, numbers as text)."""
