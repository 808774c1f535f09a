"""A lead lets the log begin a new life."""
