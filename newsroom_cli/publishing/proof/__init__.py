"""Proof of the outputs: they are parsed and compared with their releases."""
