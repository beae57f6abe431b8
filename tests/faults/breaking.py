"""The real program with one function that raises, once it is told to.

    python -c "from tests.faults.breaking import main; main()" MODULE:FUNCTION ARMED [ARGUMENTS]

While the file ARMED is there, the function raises, and quotes all that it was given: what could
be worse. That it did is noted in ARMED.fired. The function is broken in its own code, so that it
does not matter who imported it, and when.
"""

import importlib
import inspect
import pkgutil
import sys
from pathlib import Path
from types import FunctionType
from typing import Any

_real: list[FunctionType] = []


def functions(package: str) -> list[str]:
    """The public functions of the modules of a package and of those within it."""
    found = []
    place = importlib.import_module(package).__path__
    for module in pkgutil.walk_packages(place, f"{package}."):
        for name, thing in vars(importlib.import_module(module.name)).items():
            ours = inspect.isfunction(thing) and thing.__module__ == module.name
            if ours and not name.startswith("_"):
                found.append(f"{module.name}:{name}")
    return found


def called(given: tuple[Any, ...], more: dict[str, Any]) -> object:
    """What the broken function does."""
    armed = Path(sys.argv[2])
    if armed.exists():
        armed.with_suffix(".fired").touch()
        raise RuntimeError(f"{given!r} {more!r}")
    return _real[0](*given, **more)


def main() -> None:
    """Break the function, and run casetool."""
    name, _, function = sys.argv[1].partition(":")
    target = getattr(importlib.import_module(name), function)
    code = target.__code__
    _real.append(FunctionType(code, target.__globals__, function, target.__defaults__))
    _real[0].__kwdefaults__ = target.__kwdefaults__

    def broken(*given: Any, **more: Any) -> object:
        from tests.faults.breaking import called

        return called(given, more)

    target.__code__, target.__kwdefaults__ = broken.__code__, None
    from casetool.__main__ import main as front_door

    raise SystemExit(front_door(sys.argv[3:]))
