"""Rules about the text: words, typography, links."""
