"""Releases as pages and feeds: pure renderers, values in, bytes out."""
