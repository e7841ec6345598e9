"""Old reports and trackers taken in: kept, read apart, corrected beside the findings, accepted in one transaction."""
