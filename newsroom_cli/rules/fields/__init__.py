"""Rules about the fields of a release and its embargo."""
