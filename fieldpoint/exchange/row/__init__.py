"""The cells of one row: what was read already, and what was odd about them."""
