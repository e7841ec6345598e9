"""Reading StratML, Part 2 and Part 1: leniently, with everything that had to be repaired listed."""
