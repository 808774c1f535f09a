"""The central registry: its own HTTP server, which takes in what the sites send (fp-sync/1).

A handout is a physical fact, so the registry refuses no row that its site signed: what it cannot use is
kept and its effect withheld. Taking in is a union of sets: batches may come twice, in any order, on any
way, and the same rows stand at the end. It knows `core` and the doors, never the site's store.

    app.py            the routes              sites.py         enrolling, tokens, what is held
    accept_batch.py   one batch in            reading.py       what a row says, or why it is withheld
    effects.py        what a row changes      settle.py        who counts for whom, where it was too much
    reprocess.py      all rows again          verify.py        every chain walked again
    store.py          the database            tables/          its queries by topic, SQLite, PostgreSQL
    folder.py         the registry's data folder
"""
