"""One renderer for each format, each a pure function from the document value to bytes."""
