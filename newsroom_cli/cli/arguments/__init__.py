"""The command line: options, typed dates, completion, and mistakes in plain words."""
