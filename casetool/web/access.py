"""Who may see the board: only a browser of this user that was given the address.

Other pages in the same browser and other users of the machine can also send requests to loopback.
So each request is checked for its host (against DNS rebinding), for the secret in the address,
and for its origin. On Linux the user whose program sends it is checked, too.
"""

import hmac
import os
import secrets
import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = "127.0.0.1"
"""The address of the server, which no other machine can reach."""

Address = tuple[str, int]

_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_V4_IN_V6 = f"{0:016X}{struct.unpack('=I', bytes((0, 0, 255, 255)))[0]:08X}"
"""The prefix of an IPv4 address in the table of IPv6."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks the requests of one server."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    """The secret in the address, new for each run."""

    @property
    def host(self) -> str:
        """The host and port that a request must name."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def address(self) -> str:
        """The address of the board."""
        return f"http://{self.host}/{self.token}/"

    def lets_in(self, host: str | None, path: str, origin: str | None, socket: bool) -> bool:
        """Whether a request may be answered.

        Args:
            host: its Host header.
            path: its path.
            origin: its Origin header, if it has one.
            socket: whether it is for a WebSocket. Then the Origin header is required.
        """
        return (
            host == self.host
            and self._is_secret(path)
            and (origin == f"http://{self.host}" or (origin is None and not socket))
        )

    def _is_secret(self, path: str) -> bool:
        token = path.removeprefix("/").partition("/")[0]
        return hmac.compare_digest(token.encode(), self.token.encode())


def sent_by_another_user(peer: Address, ours: Address, tables: Iterable[Path] = _TABLES) -> bool:
    """Whether the system says that a connection belongs to another user.

    Only Linux can tell. Elsewhere, and if the connection is not listed, the secret must do.

    Args:
        peer: the address of the other end of the connection.
        ours: the address of our end.
        tables: the files with the system's connections.
    """
    if not hasattr(os, "getuid"):
        return False
    addresses = {(_hex(peer, prefix), _hex(ours, prefix)) for prefix in ("", _V4_IN_V6)}
    for table in tables:
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if (fields[1], fields[2]) in addresses:
                return int(fields[7]) != os.getuid()
    return False


def _hex(address: Address, prefix: str) -> str:
    number = struct.unpack("=I", socket.inet_aton(address[0]))[0]
    return f"{prefix}{number:08X}:{address[1]:04X}"
