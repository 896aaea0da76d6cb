"""The records of clearances and sign-offs, bound to the exact words."""
