"""``casetool check``."""

import json

from tests.support.verbs import Run, new


def test_check_tells_one_finding_a_line(run: Run) -> None:
    new(run)
    run("add", "robin", "worries", "two\nlines")
    code, out, _ = run("check", "robin")
    found = json.loads(run("check", "robin", "--json")[1])
    assert code == 1
    assert len(out.splitlines()) == len(found) > 3
    assert {"no-focal-point"} <= {one["check"] for one in found}
