"""What is in stock: its rows, lots that are drawn first-in first-out, and sums that must add up. Imports `core`."""
