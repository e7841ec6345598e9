"""The only code that writes hearings, call-ins and the forward plan."""
