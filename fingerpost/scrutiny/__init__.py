"""What Members ask, and what becomes of it."""
