"""What officers see of the sites and decide about them, as values: the pages and the API show the same.

    tables.py   the queries            sites.py   sites and how they stand      unsent.py  what a site may still hold
    cases.py    over-issues            waiting.py quarantine                    closes.py  closes that do not add up
    acts.py     what is decided about a single site                             taken.py   taken, or not taken

Everything is asked with who asks (`SignedIn`): what is not theirs does not exist for them.
"""
