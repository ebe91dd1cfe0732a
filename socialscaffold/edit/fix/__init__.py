"""Safe edits: what a finding names so plainly that a program can mend it."""
