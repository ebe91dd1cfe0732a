"""Floor 2b: what the author said, as frozen records; one file for each of the three kinds of file."""
