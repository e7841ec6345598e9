"""The public pages, open data and feeds; no sign-in."""
