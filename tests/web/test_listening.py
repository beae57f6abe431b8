"""Nothing listens unless it is asked for, and then on loopback alone."""

import re
import socket
from pathlib import Path

import pytest

from tests.faults.working import app
from tests.support.serving import serving

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the system does not tell"),
]
LISTENS = "0A"


def sockets_of(process: int) -> set[str]:
    links = [str(one.readlink()) for one in Path(f"/proc/{process}/fd").iterdir()]
    return {found[1] for link in links if (found := re.fullmatch(r"socket:\[(\d+)\]", link))}


def ends(process: int) -> set[tuple[str, str, str]]:
    """The state and the address of each end of a network connection that a program holds."""
    held, found = sockets_of(process), set()
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in held:
                found.add((kind, fields[3], fields[1].partition(":")[0]))
    return found


def own_address() -> str:
    """This machine's address for others; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.2"
        return str(probe.getsockname()[0])


def test_the_board_in_a_terminal_listens_to_nobody(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        terminal = app(tmp_path, "board", str(one.path))
        terminal.until("About the child")
        assert ends(terminal.process.pid) == set()
        terminal.press("q")
        assert terminal.ended() == 0


def test_the_board_in_a_page_listens_on_loopback_alone(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        assert ends(one.process.pid) == {("tcp", LISTENS, "0100007F")}
        with socket.create_connection(("127.0.0.1", one.port), timeout=5):
            pass
        for address in {"127.0.0.2", own_address()} - {"127.0.0.1"}:
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((address, one.port), timeout=5)
        with pytest.raises(OSError):
            socket.create_connection(("::1", one.port), timeout=5)
