"""What must be equal when the quarter is over, each sum from two sides."""
