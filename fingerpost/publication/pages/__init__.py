"""The public pages: each kind a function from the public site to the bytes of a page, listed in `all.py`."""
