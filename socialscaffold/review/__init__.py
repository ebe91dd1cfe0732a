"""Floor 4: the design review."""
