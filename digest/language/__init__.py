"""What a text in any language is made of: sentences, datelines. Used by reading, tagging and ingest alike."""
