"""How the registry is, for the programs that watch over it: alive, ready, and its numbers.

    routes.py       /health, /ready, /metrics      readiness.py   whether it can take anything in
    numbers.py      what is counted, and where     exposition.py  Prometheus' text format

Nothing here names a person or a household; sites stand under their codes.
"""
