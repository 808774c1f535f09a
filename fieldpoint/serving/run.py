"""Runs an application under uvicorn until it is told to stop (SIGINT or SIGTERM).

The socket is bound before anything else, so that a taken port is one clear sentence. Access logs are off:
a path may carry a card's token.
"""

import socket

import uvicorn
from litestar.types import ASGIApp

from fieldpoint.errors import Code, Conflict, Invalid

_BACKLOG = 256


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. `Conflict` (`port-taken`) when the port is in use or not ours to take."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except (OverflowError, socket.gaierror) as fault:
        listener.close()
        raise Invalid(Code.SETTINGS_INVALID, field="host") from fault
    except OSError as fault:
        listener.close()
        raise Conflict(Code.PORT_TAKEN, port=port) from fault
    return listener


def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serves on the socket; comes back when the server was told to stop and its last answers are out."""
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        # Forwarded headers are believed from nobody: a limit by address could be sidestepped with them.
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listener])
