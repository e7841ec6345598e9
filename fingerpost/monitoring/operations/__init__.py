"""The only code that writes the monthly round, but for closing and correcting (`closing`)."""
