"""Practice: people are trained at a site of its own, beside the real one, and nothing of it counts anywhere."""
