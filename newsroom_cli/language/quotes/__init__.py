"""Quotations, reported speech and attributions."""
