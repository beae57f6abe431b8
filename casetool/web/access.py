"""Who may see the board: one browser of one user, that was given the address.

Another page in the same browser can send requests to loopback, too; another user of the machine
can as well. So each request is asked for which machine it means (a name that was turned to
loopback is not ours), for the secret in the address, for the page that it comes from, and, where
the system tells, for the user whose program sends it.
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
"""The one address on which the board is: no other machine reaches it."""

Address = tuple[str, int]

_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_V4_IN_V6 = f"{0:016X}{struct.unpack('=I', bytes((0, 0, 255, 255)))[0]:08X}"
"""What stands before an address of IPv4 in the table of IPv6."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What a request must bring."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    """The secret in the address: new for each run."""

    @property
    def host(self) -> str:
        """The machine and port that a request must mean, written as we print them."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def address(self) -> str:
        """Where the board is."""
        return f"http://{self.host}/{self.token}/"

    def lets_in(self, host: str | None, path: str, origin: str | None, socket: bool) -> bool:
        """Whether a request may be answered.

        Args:
            host: the machine that it means.
            path: what it asks for.
            origin: the page that sends it, where the browser says so.
            socket: whether it asks for the connection of a page; a browser then says which page.
        """
        return (
            host == self.host
            and self._is_secret(path)
            and (origin == f"http://{self.host}" or (origin is None and not socket))
        )

    def _is_secret(self, path: str) -> bool:
        first = path.removeprefix("/").partition("/")[0]
        return hmac.compare_digest(first.encode(), self.token.encode())


def sent_by_another_user(peer: Address, ours: Address, tables: Iterable[Path] = _TABLES) -> bool:
    """Whether the system says that a connection belongs to another user.

    Only Linux tells; elsewhere, and where it does not know, the secret must do.

    Args:
        peer: the other end of the connection.
        ours: our end.
        tables: where the system keeps its list of connections.
    """
    if not hasattr(os, "getuid"):
        return False
    ends = {(_hex(peer, before), _hex(ours, before)) for before in ("", _V4_IN_V6)}
    for table in tables:
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if (fields[1], fields[2]) in ends:
                return int(fields[7]) != os.getuid()
    return False


def _hex(address: Address, before: str) -> str:
    number = struct.unpack("=I", socket.inet_aton(address[0]))[0]
    return f"{before}{number:08X}:{address[1]:04X}"
