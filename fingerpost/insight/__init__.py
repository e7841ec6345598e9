"""What the months show together: trends, slip, repeated promises."""
