"""What the page asks when the log must begin a new life."""
