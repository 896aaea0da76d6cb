"""Outputs read back and compared with their releases."""
