"""Are these two the same person, the same household? Levels and reasons in codes; a human decides.

`people.py` and `households.py` compare, `keys.py` says under which keys two records of one person meet, `words.py`
and `sound.py` bring names into one form, `nicknames.py` holds what people are called besides. Pure: imports msgspec
and `core` only.
"""
