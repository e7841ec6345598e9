"""What the API answers at each address: check who asks, validate by the forms of the pages, call one operation."""
