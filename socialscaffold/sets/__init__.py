"""Forming action learning sets: sizes by arithmetic (`sizes`), people by wishes (`form`)."""
