"""Floor 2a: the pattern library and the numbers that come from research, as data with their reader."""
