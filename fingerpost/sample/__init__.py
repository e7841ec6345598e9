"""The fictional council whose plan the demonstration and the tests use."""
