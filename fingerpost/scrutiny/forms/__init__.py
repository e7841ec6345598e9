"""The forms of scrutiny. They validate and never save."""
