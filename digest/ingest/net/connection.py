"""A connection for one HTTP exchange: to a permitted IP address, and with one deadline.

The standard library's HTTP client reads the response. The socket is opened here for two reasons. The IP address that
is checked is the one connected to, so that a name which resolves to another address a moment later (DNS rebinding)
gains nothing. And one deadline holds for handshake, head and body together, so that a server which sends a byte a
second cannot hold a run up.
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
    """A host in a private network, where addresses that others named may not lead."""


class Connection(http.client.HTTPConnection):
    """One exchange with `host`. Raises PrivateAddressError and the standard library's own from `request` on."""

    def __init__(self, host: str, port: int, *, tls: ssl.SSLContext | None, deadline: float, private: bool) -> None:
        """`deadline` is on the clock of `time.monotonic`; `private` allows addresses of a private network."""
        super().__init__(host, port)
        self._tls = tls
        self._deadline = deadline
        self._private = private
        self.is_private = False
        """Once connected: whether the peer is in a private network."""

    def connect(self) -> None:
        """Open the socket, and TLS over it."""
        sock = self._open()
        if self._tls:
            sock.settimeout(_left(self._deadline))
            sock = self._tls.wrap_socket(sock, server_hostname=self.host)
        self.sock = _TimedSocket(sock, self._deadline)

    def _open(self) -> socket.socket:
        """A socket to the first permitted IP address of the host that accepts a connection."""
        problem: OSError = OSError("there is no address for it")
        for family, kind, protocol, _, address in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
            private = not is_public(str(address[0]))
            if private and not self._private:
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
                self.is_private = private
                return sock
        raise problem


class _TimedSocket:
    """The part of a socket that an HTTP client uses, with timeouts that end at the deadline."""

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
    """A reader that keeps the socket open until it is closed itself, as the standard library's does."""

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
