"""Files kept for a council: evidence, uploads, issued reports. The bytes stand in the database."""
