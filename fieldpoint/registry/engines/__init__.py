"""The two databases of the registry, each behind the same few functions, and their tables step by step."""
