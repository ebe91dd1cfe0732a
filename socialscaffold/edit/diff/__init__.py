"""The design diff: what changed between two programs, in words and numbers. One part of the design a file."""
