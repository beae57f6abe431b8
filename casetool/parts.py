"""Optional libraries: what each is for, and the command that installs it."""

import sys
from dataclasses import dataclass

_SUPPORTED_PROCESSORS = frozenset({"x86_64", "amd64", "arm64", "aarch64"})
"""Processors with compiled libraries, as ``platform.machine`` in lower case."""


@dataclass(frozen=True, slots=True)
class OptionalPart:
    """An optional library.

    Attributes:
        purpose: what needs it, as the beginning of a sentence.
        requirements: what pip installs, the same as the extra in ``pyproject.toml``.
        is_compiled: whether it must be built for each kind of computer.
        instead: what can be done without it.
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
        "The board in a browser needs", ("textual-serve>=1.1.3,<2", "aiohttp>=3.14.4,<4")
    ),
}
"""Each part, by the name of its extra."""


def how_to_get(
    name: str,
    python: str = sys.executable,
    system: str = sys.platform,
    machine: str = "",
) -> str:
    """How to install a missing part, in one line for cmd.exe, PowerShell and sh.

    It names the library itself, because no package called casetool is published. A stranger could
    publish one and would then run code in this account.

    Args:
        name: name of the part.
        python: the running Python.
        system: as in ``sys.platform``.
        machine: as in ``platform.machine``. Empty for this computer.
    """
    import platform  # only needed when a part is missing

    part, machine = OPTIONAL_PARTS[name], machine or platform.machine()
    library = part.requirements[0].partition(">")[0]
    if part.is_compiled and machine.lower() not in _SUPPORTED_PROCESSORS:
        reason = f"and {library} is not published for this kind of computer ({machine})."
        return f"{part.purpose} one more part, {reason}{part.instead}"
    requirements = " ".join(f'"{requirement}"' for requirement in part.requirements)
    command = f'"{python}"' if " " in python else python
    shell = " (in PowerShell with & before it)" if system == "win32" and command != python else ""
    return (
        f"{part.purpose} one more part, {library}, and it is not installed.{part.instead}"
        f" This installs it{shell}: {command} -m pip install {requirements}"
    )
