"""The preview: a release in a browser as it will look, with its findings, while it is written."""
