"""Meeting bodies and their meetings, in whose minutes decisions stand."""
