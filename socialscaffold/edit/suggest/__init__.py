"""Which strategies are thin, where the weeks have room, and what could stand there: filled-in YAML to insert."""
