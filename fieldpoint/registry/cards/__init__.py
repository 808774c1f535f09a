"""Cards that work at every site that serves their holder.

words.py    what rows say of cards and their keys    tables.py   where that stands
standing.py what it comes to                         tell.py     what each site is told of it
steps.py    the tables, made
"""
