"""A batch comes in: verified, united with what is held, and what follows from its rows.

accept_batch.py   one batch in            reading.py       what a row says, or why it is withheld
effects.py        what a row changes      settle.py        who counts for whom, where it was too much
reprocess.py      all rows again          check_close.py   a day's sums added up again
day_rows.py       the rows of a day, over several lives of a log
"""
