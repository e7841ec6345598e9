"""Other products that hold such plans, set beside us in one run: Redmine (Debian) and Tryton (PyPI)."""
