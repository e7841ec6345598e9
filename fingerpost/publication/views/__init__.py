"""The pages of publishing: those that need no sign-in, and the council's own."""
