"""Words of rounds at the terminal."""
