"""No memory of ours on the disk, by the system's own account."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.working import environment, session_in
from tests.support.terminal import casetool

if sys.platform != "linux":
    pytest.skip("asked of Linux's own account", allow_module_level=True)

ASKED = """
import ctypes, resource, sys
from casetool.__main__ import main
sys.argv = ["casetool", *sys.argv[1:]]
try:
    main()
finally:
    print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3), file=sys.stderr)
"""


@pytest.mark.parametrize("verb", [["--help"], ["list"], ["show", "nothing"]])
def test_a_verb_leaves_no_core(tmp_path: Path, verb: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKED, *verb],
        capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr.endswith("(0, 0) 0\n")


def test_the_app_leaves_no_core(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    terminal = casetool("open", str(path), env=environment(tmp_path), cwd=str(tmp_path))
    terminal.until("f2 Clock")
    limits = Path(f"/proc/{terminal.process.pid}/limits").read_text(encoding="ascii")
    terminal.kill()
    terminal.ended()
    (core,) = (line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[-3:-1] == ["0", "0"]


def test_a_process_that_is_not_ours_is_left_as_it_is() -> None:
    code = (
        "import resource; from casetool.__main__ import main\n"
        "before = resource.getrlimit(resource.RLIMIT_CORE); main(['--help'])\n"
        "assert before == resource.getrlimit(resource.RLIMIT_CORE)"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
