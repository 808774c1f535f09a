"""What a day, a month and a quarter come to: pure folds over the log's rows, shared by site and registry.

    day.py       all that a day's sheet says          seal.py      what its QR code says, and reading it again
    period.py    months and quarters                  fold.py      days added up
    report.py    the report that comes of it          stock.py     the stock of a period

Imports `core`.
"""
