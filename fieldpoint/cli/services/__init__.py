"""Commands of the services. Imports whatever they need."""
