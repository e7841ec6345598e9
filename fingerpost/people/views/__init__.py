"""The pages of a council's people, services, settings and record, one module for each."""
