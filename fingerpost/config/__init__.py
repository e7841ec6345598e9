"""How the parts are put together: settings, addresses and the server's entry point."""
