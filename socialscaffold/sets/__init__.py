"""Floor 2a: forming action learning sets."""
