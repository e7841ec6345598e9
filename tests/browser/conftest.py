"""Tests in a real browser: Playwright drives an event loop, beside which Django's database is used all the same."""

import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
