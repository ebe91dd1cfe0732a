"""A goal for the weeks, and the fewest edits that reach it."""
