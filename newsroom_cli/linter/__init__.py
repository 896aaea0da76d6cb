"""Checks releases: runs the rules, keeps what they found, fixes, suppresses, reports."""
