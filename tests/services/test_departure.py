"""The end of a run: in order where the loop answers, and all the same where it does not."""

import subprocess
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("nobody is told by signals here", allow_module_level=True)

PROGRAM = """
import asyncio, os, signal, sys, threading, time
from casetool.services.departure import LOOP_ANSWER_SECONDS, Departure
from casetool.services.long_work import long_work

how, told = sys.argv[1:]
departure = Departure()

async def work():
    over = asyncio.Event()

    def say(words):
        print(words, flush=True)

    def leave():
        say("in order")
        over.set()

    departure.keep, departure.restore = lambda: say("kept"), lambda: say("given back")
    signal.signal(signal.SIGUSR1, lambda *_: say("heard"))
    own, other = os.openpty()
    departure.watch(leave, other)
    if told == "hang up":
        os.close(own)
    elif told == "begin":
        threading.Thread(target=departure.begin).start()
    else:
        os.kill(os.getpid(), getattr(signal, told))
    if told == "SIGUSR1":
        await asyncio.sleep(0.1)  # for as long as nothing is to happen
        assert not departure.has_begun
        departure.begin()
    if how == "at work":
        with long_work():
            time.sleep(LOOP_ANSWER_SECONDS * 1.5)
    if how == "held":
        threading.Event().wait()
    if how == "slow":  # the loop answers, but does not end
        departure.last_words = lambda: "some words are in no file"
        await over.wait()
        departure.wait_at_most(0.2)
        await asyncio.Event().wait()
    await over.wait()

asyncio.run(work())
if how == "held after":
    threading.Event().wait()
assert departure.has_begun
"""


def ended(how: str, told: str) -> tuple[int, list[str]]:
    """The exit code of a program that is told to end, and what it did."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, how, told],
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.split("\n")[:-1]


@pytest.mark.parametrize("told", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "hang up", "begin"])
def test_whoever_says_so_it_leaves_in_order(told: str) -> None:
    assert ended("in order", told) == (0, ["in order"])


@pytest.mark.parametrize("told", ["SIGTERM", "hang up"])
def test_a_loop_that_is_held_up_holds_up_nothing(told: str) -> None:
    assert ended("held", told) == (1, ["kept", "given back"])


def test_long_work_of_our_own_is_waited_for() -> None:
    assert ended("at work", "SIGHUP") == (0, ["in order"])


def test_nor_does_what_comes_after_the_loop() -> None:
    assert ended("held after", "SIGTERM") == (1, ["in order", "kept", "given back"])


def test_a_loop_with_nothing_to_save_is_not_waited_for_and_the_last_words_are_said() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "slow", "SIGTERM"],
        capture_output=True,
        text=True,
        timeout=15,  # in order would be longer
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "in order\nkept\ngiven back\n")
    assert done.stderr == "casetool: some words are in no file\n"


def test_a_disk_that_never_answers_does_not_hold_it_up_for_ever() -> None:
    program = PROGRAM.replace('lambda: say("kept")', "threading.Event().wait")
    done = subprocess.run(
        [sys.executable, "-c",
         f"import casetool.services.departure as d\nd.SAVE_SECONDS = 0.1\n{program}",
         "held", "SIGTERM"],
        stdout=subprocess.PIPE, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "given back\n")


def test_a_signal_that_means_something_else_is_no_reason() -> None:
    assert ended("in order", "SIGUSR1") == (0, ["heard", "in order"])
