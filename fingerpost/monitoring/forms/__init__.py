"""What people fill in during the monthly round: validated here, saved by the operations."""
