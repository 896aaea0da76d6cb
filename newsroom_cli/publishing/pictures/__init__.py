"""Pictures for the site: without metadata, in the sizes that pages need, made once."""
