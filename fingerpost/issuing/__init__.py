"""Reports of open and closed months on screen and in every format; issued files, stored and served as issued."""
