"""What a release and a newsroom are made of: values, the TOML they are written in, what is wrong with it."""
