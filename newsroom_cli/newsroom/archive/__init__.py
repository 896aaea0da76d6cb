"""Every quote of the archive, found again by its words and by who said it."""
