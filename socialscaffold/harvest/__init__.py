"""Floor 5.7: what comes back from learners: read, cleaned, put up for review, lifted into the program, taken back."""
