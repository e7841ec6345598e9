"""The look of every page: base templates, one template for each component, forms, and their gallery."""
