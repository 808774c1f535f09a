"""What the registry tells each site: only what is of the site's own households, cards and rows.

tell.py     what follows from rows and decisions     roster.py    the city's households, and who serves them
pages.py    pages and snapshots, signed              routes.py    the HTTP routes
"""
