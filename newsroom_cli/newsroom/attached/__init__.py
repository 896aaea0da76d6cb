"""Pictures and attachments of releases: which there are, and what is wrong with them."""
