"""The pages of circulation: lists, sending, what was sent, and packs to print."""
