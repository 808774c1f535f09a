"""fieldpoint: the till of a charity, a small server for the tablets of one distribution point.

The rooms, from the top; a room imports only from rooms below it (checked by import-linter):

    cli        commands for people at a terminal
    web        the site's HTTP API and pages        registry   the central service
    serving    what both HTTP servers share: problem answers, headers, running uvicorn
    desk       what a desk does    sync   to the registry    paper   what is printed    exchange   files
               tls   the site's own certificates
    store      the site's database and its one writer
    data_folder     an encrypted database and its key in one folder
    sealed_copy     such a folder as one file, for the holder of a private key
    database, clock, ids, keyfile, assets, stick    the only doors to SQLite, time, chance, key files, shipped
               files, sticks
    programmes the programmes that come with it, as TOML
    core       pure rules: periods, entitlements, cards, log rows, the chain
    errors     the one error tree

The way of one scan: static/js/screens/scan.js -> web/handouts.py -> desk/hand_out.py ->
core/rules/entitlement.py -> store/log.py -> sync/push.py -> registry/accept_batch.py -> store/outbox.py.
"""

__version__ = "0.1.0"
