"""Open data: what is public of closed months, in the formats that other programs read. Plain Python."""
