"""What was not said, said: a program of twelve lines becomes one of all five strategies, each default noted."""
