"""New articles from the feeds of `digest.toml`."""
