"""The pages of change requests."""
