"""Whether the way from a site to the registry carries a day: bytes, rows a second, a thin line, the registry's memory.

proxy.py    a line as thin, slow and broken as one wants     logs.py     sites with made-up handouts
intake.py   rows sealed, pushed and taken in                 thin.py     a day over a thin line
memory.py   what the registry takes of the memory            run.py      the rows in their order
"""
