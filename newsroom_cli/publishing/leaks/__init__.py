"""The search of outputs for what is not public."""
