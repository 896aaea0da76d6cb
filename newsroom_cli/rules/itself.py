"""NR: newsroom itself, its files and its suppressions."""
