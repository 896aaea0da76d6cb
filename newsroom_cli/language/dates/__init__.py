"""Dates, times and figures as they are written."""
