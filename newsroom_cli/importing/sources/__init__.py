"""What arrives, as pieces and facts: one module for each kind of source, and what they share."""
