"""Run a council's improvement plan: read its reports, check them, and write accessible ones."""

__version__ = "0.1.0"
