"""A connection for one HTTP exchange: to an address that may be asked, and over by a fixed moment.

The standard library's HTTP client reads the answer. The socket is opened here, for two reasons that a client
which opens its own leaves no room for: the address that is checked is the one connected to, so that a name
which means another address a moment later gains nothing; and one deadline holds for handshake, head and body
together, so that a server which sends a byte a second is not waited for.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from typing import Any

from digest.ingest.net.addresses import is_public


class PrivateAddressError(OSError):
    """A name that leads into a private network, where what is named by others has no business."""


class Connection(http.client.HTTPConnection):
    """One exchange with `host`. Raises PrivateAddressError and the standard library's own from `request` on."""

    def __init__(self, host: str, port: int, *, tls: ssl.SSLContext | None, deadline: float, private: bool) -> None:
        """`deadline` is on the clock of `time.monotonic`; `private` allows addresses of a private network."""
        super().__init__(host, port)
        self._tls = tls
        self._deadline = deadline
        self._private = private
        self.inside = False
        """Whether it was to an address of a private network, once it is made."""

    def connect(self) -> None:
        """Open the socket, and TLS over it."""
        sock = self._open()
        if self._tls:
            sock.settimeout(_left(self._deadline))
            sock = self._tls.wrap_socket(sock, server_hostname=self.host)
        self.sock = _TimedSocket(sock, self._deadline)

    def _open(self) -> socket.socket:
        """A socket to the first of the host's addresses that may be asked and answers."""
        problem: OSError = OSError("there is no address for it")
        for family, kind, protocol, _, address in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
            inside = not is_public(str(address[0]))
            if inside and not self._private:
                problem = PrivateAddressError(f"{address[0]} is in a private network")
                continue
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(_left(self._deadline))
                sock.connect(address)
            except OSError as fault:
                problem = fault
                sock.close()
            else:
                self.inside = inside
                return sock
        raise problem


class _TimedSocket:
    """What an HTTP client needs of a socket, each wait of it no longer than what is left."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        self._sock.close()


class _TimedReader(io.RawIOBase):
    """Keeps the socket open until it is closed itself, as the standard library's own reader does."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        super().__init__()
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(_left(self._deadline))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("it took too long")
    return left
