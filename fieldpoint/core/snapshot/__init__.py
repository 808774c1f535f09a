"""A snapshot of a site's feed as it travels.

form.py    blocks of items, and the signed end      columns.py   many values of one shape, as they weigh least
texts.py   columns of texts                         bits.py      numbers of so many bits
"""
