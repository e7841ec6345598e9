"""The values that the API takes and gives, as typed models: its OpenAPI description is made from these."""
