"""What the log holds beside handouts, people and cards, room by room. Imports `core`."""
