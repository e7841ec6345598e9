"""The API: the council's plans and months as JSON, over the same operations, rights and forms as the pages."""
