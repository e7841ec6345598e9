"""The append-only record of every write: who, what, when, before and after."""
