"""The programs that judge what newsroom writes, and the tests that ask them."""
