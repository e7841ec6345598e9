"""Who is sent a report, and what was sent to whom."""
