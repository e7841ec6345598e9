"""StratML, the standard for strategic plans and performance reports: its content models as data, and a checker.

Part 2 (Performance Plan or Report, 16 February 2016) is written and read, Part 1 (Strategic Plan, ISO 17469-1) read.
"""
