"""The Empathy puzzle (پازل همدلی) for everybody, the same page at a site and at the registry, without JavaScript."""
