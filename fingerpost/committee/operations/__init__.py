"""The only code that writes committee reports."""
