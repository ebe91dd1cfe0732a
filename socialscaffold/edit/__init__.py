"""Floor 4: what changes a program or tells what changed: the design diff."""
