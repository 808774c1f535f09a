"""`fieldpoint demo --quarter`: a made-up district works for a season, through the API that tablets use.

The clock is the machine's; what moves is the business day, which a lead opens and closes as at any desk. Every card is
scanned, every line decided, every row signed and sent to a registry of its own; at the end both sides are added up.
"""
