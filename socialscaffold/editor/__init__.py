"""What an editor is told about a program while it is written. Only `server.py` knows the protocol."""
