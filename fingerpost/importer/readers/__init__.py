"""One reader for each file format: bytes in, a `Source` (paragraphs and tables with their places) out."""
