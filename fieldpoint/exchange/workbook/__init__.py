"""Workbooks (XLSX) as rows of text: a gate before anything is unpacked, and a parser that forgets (see book.py)."""
