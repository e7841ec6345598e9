"""The only code that writes councils, services, people and delegations; one module for each of these."""
