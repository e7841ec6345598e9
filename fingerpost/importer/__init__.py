"""From an old document to a draft: readers turn bytes into a source, recognition turns a source into a draft."""
