"""The forms of the import: they validate and never save."""
