"""The pages of bodies and meetings."""
