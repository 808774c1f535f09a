"""Whether the way from a site to the registry carries a day: bytes, rows a second, a thin line, the registry's memory.

proxy.py    a line as thin, slow and broken as one wants     logs.py     sites with made-up handouts
centre.py   a registry as a child program                     intake.py   rows sealed, pushed and taken in
wire.py     what a handout weighs, a day over a thin line   run.py      the rows in their order
desks.py    what a desk feels of it                  bootstrap.py  a roster over a thin line
city.py     very many sites in one evening
"""
