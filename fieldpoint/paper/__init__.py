"""What is printed: values in, a file out.

Whoever prints says what stands on the paper; nothing here reads the database or signs. Persian needs a
shaped font (Vazirmatn: it has digits, slash and Latin letters, others drop them without a word).

May import fpdf2, segno, jdatetime, `assets`, `core` and `errors`.
"""
