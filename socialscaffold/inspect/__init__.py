"""Floor 7: packages of any tool, looked at without unpacking them."""
