"""A build: from the states of the files to one commit, repeating only what has changed."""
