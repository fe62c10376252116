"""The server: on the loopback address, until it is interrupted."""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from collections.abc import Callable

from nlp.errors import ConfigError
from nlp.reader.library import Library

HOST = "127.0.0.1"
PORT = 8765
_THREADS = 4
_MOST_BYTES = 1024 * 1024  # of a request; the application wants less still
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


def serve(library: Library, port: int | None, browser: bool, say: Callable[[str], None]) -> None:
    """Serve ``library`` until the process is interrupted.

    ``port`` None takes :data:`PORT`, or any that is free where that is taken; 0 takes any. ``say``
    is told the address. Raises :class:`ConfigError` where a port that was asked for is taken.
    """
    from waitress import create_server

    from nlp.reader.web import create_app

    with _listening(port) as listening:
        number = listening.getsockname()[1]
        app = create_app(library, [f"{HOST}:{number}", f"localhost:{number}"])
        server = create_server(
            app,
            sockets=[listening],
            threads=_THREADS,
            ident=None,
            max_request_body_size=_MOST_BYTES,
            clear_untrusted_proxy_headers=True,
        )
        url = f"http://{HOST}:{number}/"
        say(url)
        warming = threading.Thread(target=library.teller.warm)
        warming.start()
        if browser:
            webbrowser.open(url)
        server.run()
        warming.join()  # a model that is being loaded cannot be left in the middle


def _listening(port: int | None) -> socket.socket:
    try:
        return socket.create_server((HOST, PORT if port is None else port))
    except OSError as error:
        if error.errno not in _TAKEN:
            raise
        if port is None:
            return socket.create_server((HOST, 0))
        raise ConfigError(
            f"port {port} cannot be had ({error.strerror}): give another --port, or none"
        ) from error
