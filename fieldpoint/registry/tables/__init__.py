"""The queries of the registry, one file a topic, the same for both databases."""
