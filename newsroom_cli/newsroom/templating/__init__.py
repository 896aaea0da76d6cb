"""The templates: built-in ones, those of a newsroom, and the words of each language."""
