"""Datelines and places."""
