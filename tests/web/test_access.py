"""Who may see the board: the address, its secret, the page that asks, and whose program it is."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.web.access import Guard, sent_by_another_user

GUARD = Guard(8123)
PAGE = f"/{GUARD.token}/"
OURS = "http://127.0.0.1:8123"
HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid ...\n"


@pytest.mark.parametrize("origin", [None, OURS])
def test_a_page_that_brings_all_is_let_in(origin: str | None) -> None:
    assert GUARD.lets_in("127.0.0.1:8123", PAGE, origin, socket=False)
    assert GUARD.lets_in("127.0.0.1:8123", f"{PAGE}page.css", origin, socket=False)


@pytest.mark.parametrize(
    "host",
    [None, "", "127.0.0.1", "localhost:8123", "127.0.0.1:8124", "evil.example:8123", "[::1]:8123"],
)
def test_a_name_that_was_turned_to_loopback_is_not_ours(host: str | None) -> None:
    assert not GUARD.lets_in(host, PAGE, None, socket=False)


@pytest.mark.parametrize(
    "origin", ["null", "", "http://evil.example", "https://127.0.0.1:8123", "http://localhost:8123"]
)
@pytest.mark.parametrize("is_socket", [True, False])
def test_another_page_is_not_let_in_even_with_the_secret(origin: str, is_socket: bool) -> None:
    assert not GUARD.lets_in("127.0.0.1:8123", f"{PAGE}socket", origin, is_socket)


def test_the_connection_of_a_page_always_says_which_page() -> None:
    assert GUARD.lets_in("127.0.0.1:8123", f"{PAGE}socket", OURS, socket=True)
    assert not GUARD.lets_in("127.0.0.1:8123", f"{PAGE}socket", None, socket=True)


@given(st.text())
def test_no_other_secret_opens(text: str) -> None:
    for path in (text, f"/{text}", f"/{text}/{GUARD.token}/", f"{PAGE[:-2]}{text}/"):
        if path.removeprefix("/").partition("/")[0] != GUARD.token:
            assert not GUARD.lets_in("127.0.0.1:8123", path, None, socket=False)


def test_each_run_has_a_secret_of_its_own_and_does_not_tell_it_by_chance() -> None:
    secrets = {Guard(8123).token for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(one) >= 32 for one in secrets)
    assert GUARD.token not in repr(GUARD)


def row(local: str, remote: str, user: int) -> str:
    return f"   1: {local} {remote} 01 00000000:00000000 00:00000000 00000000 {user:5} 0 1 1\n"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no users by number here")
@pytest.mark.parametrize(("more", "other"), [(0, False), (1, True)])
@pytest.mark.parametrize("before", ["", "0000000000000000FFFF0000"])
def test_the_system_says_whose_connection_it_is(
    tmp_path: Path, more: int, other: bool, before: str
) -> None:
    peer, ours, table = ("127.0.0.1", 40000), ("127.0.0.1", 8123), tmp_path / "tcp"
    end, our_end = f"{before}0100007F:9C40", f"{before}0100007F:1FBB"
    table.write_text(HEAD + row(our_end, end, 0) + row(end, our_end, os.getuid() + more))
    assert sent_by_another_user(peer, ours, [tmp_path / "none", table]) is other
    assert not sent_by_another_user(("127.0.0.1", 40001), ours, [table])


def test_a_connection_of_our_own_is_one() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()) as ours,
    ):
        accepted, peer = listening.accept()
        with accepted:
            assert not sent_by_another_user(peer, ours.getpeername())
