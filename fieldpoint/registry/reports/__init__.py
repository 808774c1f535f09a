"""Reports of months and quarters over sites: the same fold as at a site (core/reports), over the rows that came in.

    tables.py   closes of a period, who stands for whom     gather.py   days added up, one site's day at a time
    days.py     the rows of one close                     files.py     a report as a file
    seals.py    whether a printed day sheet is true

An officer's reports are of their own organisation's sites, whole. Small counts of neighbourhoods are hidden from
everybody, as on the sites' own reports: the two can be laid side by side.
"""
