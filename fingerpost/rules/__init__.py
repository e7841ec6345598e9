"""The rules of the domain: plain Python, frozen values, no clock, no files, standard library only."""
