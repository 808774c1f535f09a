"""Pages about the officers themselves, and the two that tell of people least: taken or not taken, and the log."""
