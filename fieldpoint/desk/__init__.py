"""What a desk does: one file, one act. Each reads, asks the pure rules, and appends; none commits."""
