"""Sheets of A4 with tables: the day's, and the reports of months and quarters.

    page.py        a sheet with a heading, sections, tables, a foot     code.py     the QR code of a seal
    day_sheet.py   the sheet of a day                                    lines.py    emergency lines for a power cut
    bars.py        bars                                                  report_sheet.py  the report of a period
    words.py       what codes are called                                 report_stock.py  the stock in it

The bytes depend on what is drawn and on the fonts of the package alone. Imports fpdf2, core and the canvas.
"""
