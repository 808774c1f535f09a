"""To the registry and back on a stick: the same bytes as over HTTP, in any order, any number of times.

pack.py     what the registry does not hold goes onto the stick
unpack.py   what the registry gave the stick is taken in
told.py     what the registry tells the site, from a stick
opened.py   the site, while either is at work
"""
