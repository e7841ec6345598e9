"""The pages of the import."""
