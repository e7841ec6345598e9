"""Forms in Word and Excel for leads who never sign in: written for a month, filled in anywhere, and read back."""
