"""Old reports and trackers taken in: upload, review beside the findings, accept in one transaction."""
