"""Councils, their services and people, who may do what, and signing in."""
