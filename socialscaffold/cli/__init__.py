"""Floor 9: the commands, one file each, and the screen that shows findings."""
