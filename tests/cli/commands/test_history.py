"""``casetool history``."""

from tests.support.verbs import Run


def test_a_session_without_versions_says_so(run: Run) -> None:
    run("new", "--child", "Ash")
    code, out, told = run("history", "ash")
    assert (code, out) == (0, "")
    assert "There is no earlier version" in told
