"""What an API has whichever server answers it: its description for other programs, and that no route is forgotten."""
