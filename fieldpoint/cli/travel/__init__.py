"""Commands about what travels between sites and a registry without a server: sticks, the protocol's text, its proof."""
