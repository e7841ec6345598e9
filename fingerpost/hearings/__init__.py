"""Reports before meetings: what each is recommended and resolves, the minute, call-in, and the forward plan."""
