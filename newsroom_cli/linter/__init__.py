"""Check releases: run the rules, cache the findings, fix, suppress and report them."""
