"""What the screens of a shift ask beside a scan and a handout.

Programmes, what this tablet did, what waits for the lead, how the day goes, sending now. A room of its own, so
that `web/` stays one noun of the API a file.
"""
