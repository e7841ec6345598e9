"""The sample council's documents in its old style, made from its closed months: what readers are tried on."""
