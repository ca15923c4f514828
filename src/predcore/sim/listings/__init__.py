"""What the synthetic boards list: happenings of our own invention, as data."""
