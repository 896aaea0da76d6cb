"""The import sources: a module for each kind, with a recogniser and a reader for the table in recognition.py."""
