"""The way back: what the registry tells this site.

client.py   pages and pieces of a snapshot, asked for     apply.py   items have their effect, all of a page or none
keys.py     the registry's next keys
pull.py     one session: pages from the cursor on, and a snapshot where there is no other way
"""
