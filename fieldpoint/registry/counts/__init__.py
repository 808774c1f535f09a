"""How many households, handouts and things: by place, organisation, programme and Jalali month.

    count.py     months that changed are counted again     tables.py            the queries
    cells.py     what is counted, what is told outside     summed.py            tables of it
    reported.py  whom closed months reached                reported_tables.py   the queries
    places.py    which neighbourhood lies where            chart.py             the same as a picture
    look.py      who may see which table                   steps.py             the tables of what is told

Nothing here knows a household's people: where they live is a neighbourhood, and they are numbers.
"""
