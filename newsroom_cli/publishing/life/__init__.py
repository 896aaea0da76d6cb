"""The life of one release: when it may go out, corrections, withdrawals, renaming, records."""
