"""The modules of casetool, for tests that read them: none passes because it saw too few."""

from pathlib import Path

CASETOOL = Path(__file__).parents[2] / "casetool"

LEAST_MODULES = {
    "app": 16, "cli": 64, "methods": 2, "models": 130, "render": 80, "screens": 66, "services": 38,
    "storage": 95, "toml": 4, "web": 6, "widgets": 73,
}  # fmt: skip
"""How many modules each room has at least. Lower a number only where modules went."""


def modules_of(*rooms: str) -> list[Path]:
    """The modules of some rooms, of all and the loose ones without any.

    Args:
        rooms: the folders in ``casetool``.
    """
    for room in rooms or LEAST_MODULES:
        count = len(list((CASETOOL / room).rglob("*.py")))
        assert count >= LEAST_MODULES[room], f"only {count} modules in casetool/{room}"
    places = [CASETOOL / room for room in rooms] or [CASETOOL]
    return sorted(path for place in places for path in place.rglob("*.py"))


def rooms_of_casetool() -> set[str]:
    """The folders in ``casetool`` that hold modules."""
    return {path.parent.name for path in CASETOOL.glob("*/__init__.py")}
