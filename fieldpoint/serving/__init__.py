"""What the site's server and the registry's server share: answers to failures, headers, running uvicorn.

A room of its own, because `web` and `registry` may not know each other and neither should answer a
failure its own way. Imports litestar, uvicorn, `clock`, `errors` and nothing else of fieldpoint.

The way in: `door.py` (who may connect) → `protocol.py` (deadlines, heads) → `guard.py` (hosts, bodies, pace,
headers) → where TLS is spoken `plain_http.py` (what may be asked without) → the application.
"""
