"""Search outputs for everything that is not public."""
