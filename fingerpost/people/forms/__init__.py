"""The forms of a council's people, services, settings and record; they validate and never save."""
