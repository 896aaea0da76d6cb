"""Search in all quotes of the newsroom, by words and by speaker."""
