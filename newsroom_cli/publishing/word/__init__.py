"""A release as a Word file for reporters."""
