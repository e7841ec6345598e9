"""The monthly round: periods, updates, review, closing, corrections."""
