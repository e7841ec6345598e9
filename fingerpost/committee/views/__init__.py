"""The pages of committee reports."""
