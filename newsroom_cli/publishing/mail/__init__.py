"""A release as an e-mail."""
