"""Floor 6: one back-end a file."""
