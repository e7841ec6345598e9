"""The only code that writes change requests."""
