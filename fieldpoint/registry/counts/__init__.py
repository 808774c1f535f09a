"""How many households, handouts and things: by place, organisation, programme and Jalali month.

    count.py     months that changed are counted again     tables.py    the queries
    cells.py     what is counted, and what outsiders know  summed.py    tables of it
    places.py    which neighbourhood lies where            chart.py     the same as a picture

Nothing here knows a household's people: where they live is a neighbourhood, and they are numbers.
"""
