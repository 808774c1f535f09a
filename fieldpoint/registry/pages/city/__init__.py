"""Pages of counts and of the city's roster.

    counts.py    what was counted, as a table and a picture    counts_read.py   what an address asks for
    roster.py    whom which site serves; lists go out          lists.py         a list comes in
    sent.py      a form that brings a file                     list_words.py    what is said of lists

An officer of one organisation sees other organisations' counts as outsiders do (registry/counts/cells.py).
"""
