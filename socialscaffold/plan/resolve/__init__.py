"""A whole program becomes the plan's parts, one strategy a file."""
