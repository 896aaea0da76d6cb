"""Links between releases: corrections, translations, and whatever else names another release."""
