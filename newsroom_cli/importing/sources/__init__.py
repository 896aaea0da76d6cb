"""The import sources: one module for each kind, with a recogniser and a reader for the table in recognition.py."""
