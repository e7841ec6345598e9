"""The product's own settings, with the addresses of the measurement."""

from fingerpost.config.settings import *  # noqa: F403 — the product's own, with the bench's beside it

ROOT_URLCONF = "bench.site_urls"
"""The product's pages and, beside them, the floor."""
