"""Lists on their way in and out: people who are not seen yet, uploads in parts, what leaves row by row."""
