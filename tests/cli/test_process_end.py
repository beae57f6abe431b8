"""The end of the process, also while a thread of ours is at work."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys, threading
from casetool.cli.process_end import end_process

never = threading.Event()
threading.Thread(target=never.wait, name=sys.argv[1], daemon=True).start()
slow = threading.Timer(0.2, print, ("the last work",))
slow.start()
sys.stdout.write("said before\\n")
end_process(3)
print("in order")
"""


@pytest.mark.parametrize(
    ("thread", "code", "said"),
    [
        ("casetool-opens", 3, ["said before", "the last work"]),
        ("casetool-departure", 0, ["said before", "in order", "the last work"]),
    ],
)
def test_a_thread_at_work_is_not_waited_for_and_nothing_else_is_cut(
    thread: str, code: int, said: list[str]
) -> None:
    command = [sys.executable, "-c", PROGRAM, thread]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (code, said, "")
