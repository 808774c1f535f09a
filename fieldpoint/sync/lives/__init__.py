"""When the registry knows more of a site's log than the site does, or something else.

Imports core, store and the client.
"""
