"""Rules about quotes and their speakers."""
