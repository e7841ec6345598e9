"""The committee report and its way through meetings."""
