"""HTTPS on a box without internet: a certificate authority of the site's own, and what it signs.

    DATA_FOLDER/tls/authority.crt   the authority, public: every tablet installs it once
    DATA_FOLDER/tls/authority.key   its key, mode 0600: it never leaves the box
    DATA_FOLDER/tls/server.pem      what the server shows: its facts, its key, its certificate (mode 0600)

No date in here comes from the machine's clock: it may say 1970. A certificate is dated from a day that a human
has confirmed, by `fieldpoint tls init` or by opening a business day, and a server shows what it has, whatever its
own clock thinks of that.

A sibling of sync, paper and exchange. Imports `cryptography` (only where something is signed: two megabytes that
an idle server does not carry), the standard library, ids, core and errors.
"""
