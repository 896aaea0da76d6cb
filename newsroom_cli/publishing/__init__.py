"""The public site, the feeds and the mails: pure renderers from values to bytes, and the build that publishes them."""
