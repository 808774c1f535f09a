"""What is made from the log: which tables those are."""
