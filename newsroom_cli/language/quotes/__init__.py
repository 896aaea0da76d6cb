"""Who said what: quotations, reported speech, attributions."""
