"""What servers on loopback have in common."""

from socketserver import TCPServer
from threading import Thread
from typing import Self


class Running:
    """A server that serves, in a thread of its own, while its `with` block runs."""

    def __init__(self, server: TCPServer) -> None:
        self.port: int = server.server_address[1]
        self._server = server
        self._thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Silent:
    """What answers in today's HTTP says nothing of it: tests ask the server what it was asked."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so in http.server
        """Say nothing."""
