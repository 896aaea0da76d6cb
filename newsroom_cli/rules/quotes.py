"""QT: quotes."""
