"""Floor 1: the author's text, read with its places kept."""
