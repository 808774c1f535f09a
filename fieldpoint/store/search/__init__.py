"""Finding people: whom the lead looks for, and who looks like somebody that is being registered.

`rows.py` keeps for every person what finds them, `find.py` answers the lead, `lookalikes.py` finds duplicates.
Personal data, in this encrypted database only.
"""
