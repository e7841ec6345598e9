"""The only code that writes what Members asked and what became of it."""
