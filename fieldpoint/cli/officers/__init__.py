"""Commands about the registry's officers, and the words of what they meet."""
