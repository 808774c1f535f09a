"""Files that come in and go out: the messy lists that offices keep, read into values.

A list goes through these files in their order: `roster_source` (text or a workbook), `roster_file` or
`roster_sheet` (bytes to rows of cells), `roster_columns` (which column is what, by the names of a mapping),
`roster_row` (cells to one person as read), `contradictions` (what cannot be so), `roster_plan` (the whole list:
repeats, kinds, households). What a site then does with a plan is `desk/import_roster.py`'s affair.
`synthetic_roster` makes such lists, with their truth.
"""
