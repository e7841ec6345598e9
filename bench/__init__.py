"""Measure Fingerpost beside a floor, in one run: ratios hold from machine to machine, seconds do not."""
