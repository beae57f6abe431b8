"""The libraries that only some need: what each is for, and the command that brings it."""

import sys
from dataclasses import dataclass

_BUILT_FOR = frozenset({"x86_64", "amd64", "arm64", "aarch64"})
"""Processors for which compiled libraries are published; ``platform.machine``, in small letters."""


@dataclass(frozen=True, slots=True)
class OptionalPart:
    """A library that casetool can do without.

    Attributes:
        purpose: what cannot be done without it, as the beginning of a sentence.
        requirements: what pip is asked for; the same as the extra in ``pyproject.toml``.
        is_compiled: whether it has to be built for each kind of computer.
        instead: what can be done meanwhile.
    """

    purpose: str
    requirements: tuple[str, ...]
    is_compiled: bool = False
    instead: str = ""


OPTIONAL_PARTS = {
    "calendar": OptionalPart("Calendar entries need", ("icalendar>=7,<8",)),
    "encrypt": OptionalPart("Encrypted sessions need", ("pyrage>=1.2",), is_compiled=True),
    "pdf": OptionalPart(
        "A PDF needs",
        ("typst>=0.15,<0.16",),
        is_compiled=True,
        instead=" Meanwhile the notes as Word or as a web page can be printed.",
    ),
    "web": OptionalPart(
        "The board in a browser needs", ("textual-serve>=1.1.3,<2", "aiohttp>=3.9.5,<4")
    ),
}
"""Each part, by the name of its extra."""


def how_to_get(
    name: str,
    python: str = sys.executable,
    system: str = sys.platform,
    machine: str = "",
) -> str:
    """What to do where a part is not installed, in one line.

    The library itself is asked for: no package called casetool is published, and whoever published
    one would be given this account. The line is right for cmd.exe, PowerShell and sh.

    Args:
        name: that of the part.
        python: the Python that is running.
        system: as ``sys.platform`` has it.
        machine: as ``platform.machine`` has it; nothing for the one that is running.
    """
    import platform  # only where something is missing: each start would pay for it

    part, machine = OPTIONAL_PARTS[name], machine or platform.machine()
    library = part.requirements[0].partition(">")[0]
    if part.is_compiled and machine.lower() not in _BUILT_FOR:
        none = f"and {library} is not published for this kind of computer ({machine})."
        return f"{part.purpose} one more part, {none}{part.instead}"
    wanted = " ".join(f'"{requirement}"' for requirement in part.requirements)
    call = f'"{python}"' if " " in python else python
    shell = " (in PowerShell with & before it)" if system == "win32" and call != python else ""
    return (
        f"{part.purpose} one more part, {library}, and it is not installed.{part.instead}"
        f" This brings it{shell}: {call} -m pip install {wanted}"
    )
