"""What a build says by itself, in the language of the program: its words, days, numbers and lengths of time."""
