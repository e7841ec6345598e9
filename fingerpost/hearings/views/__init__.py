"""The pages of hearings, call-in and the forward plan."""
