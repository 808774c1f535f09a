"""The central registry: its own HTTP server, which takes in what the sites send (fp-sync/1).

A handout is a physical fact, so the registry refuses no row that its site signed: what it cannot use is
kept and its effect withheld. Taking in is a union of sets: batches may come twice, in any order, on any
way, and the same rows stand at the end. It knows `core` and the doors, never the site's store.

    app.py       the routes                    sites.py   enrolling, tokens, what is held
    intake/      one batch in, and what follows from its rows
    decide.py    what an officer decides       audit.py   the registry's own log
    usb/         sticks of the sites           cards/     cards of one site at another
    signing/     its own keys                  copies/    itself as a sealed file, and back
    officers/    who signs in, who may what     pages/    what they see        api/   the same as JSON
    overview/    what officers see and decide, as values
    counts/      what it all comes to          city/      roster, assignments, lists that come and go
    family/      a family's own card           watch/     health, readiness, numbers
    verify.py    every chain walked again      folder.py  the registry's data folder
    store.py     the database: tables/ has its queries by topic, engines/ SQLite and PostgreSQL
"""
