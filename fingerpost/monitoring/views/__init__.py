"""The pages of the monthly round, one file for each subject."""
