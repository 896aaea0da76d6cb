"""Misspelt words: what a language knows, and which common word a slip of the hand was meant to be."""
