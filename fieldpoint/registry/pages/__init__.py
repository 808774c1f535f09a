"""The officers' pages: Persian, rendered here, working without JavaScript, on a telephone and at a desk.

    face.py     a page from a template        form.py    what a form sent, read strictly
    menu.py     which pages there are         words.py   what codes and states are called
    parts.py    styles and the typeface       entry.py   signing in and out
    templates/  every text is escaped         styles/    one sheet, by day and by night

A page of one topic is a module here, or a room below when it has several; `routes.py` lists them all.
"""
