"""Dates, times and figures in a text."""
