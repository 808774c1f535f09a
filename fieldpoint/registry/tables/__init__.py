"""The tables of the registry: one file a topic, one engine a database."""
