"""What a user chose once: how the windows look. A small file of its own, never a word of a case."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from casetool.storage.files.atomic import (
    Fingerprint,
    SaveError,
    fingerprint_of,
    make_private,
    write_atomically,
)
from casetool.storage.files.regular_file import read_regular

CONFIG_VARIABLE = "CASETOOL_CONFIG"
"""The environment variable that names the folder of the settings."""

THEME_VARIABLE = "TEXTUAL_THEME"
"""The environment variable that names a theme: it goes before what was chosen."""

SETTINGS_FILE = "settings.toml"
SETTINGS_UNREADABLE = (
    "The settings in {place} cannot be read, and are left as they are until you change one."
)
"""What is said of a file that is no settings; nothing of it is quoted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen."""

    theme: str = ""
    """The theme of the facilitator's window; nothing where none was chosen."""
    room: str = ""
    """The theme of the room's window; nothing for that of the facilitator's."""
    plain: bool = False
    """Whether plain signs stand in the place of drawn ones."""


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """Where settings are kept for a user.

    Attributes:
        folder: their folder; None where nothing is remembered.
        theme: the theme that the environment asks for.
    """

    folder: Path | None = None
    theme: str = ""


NOWHERE = SettingsPlace()
"""Where nothing is remembered."""


def settings_place(environment: Mapping[str, str]) -> SettingsPlace:
    """Where this user's settings are kept.

    Args:
        environment: the user's environment.
    """
    theme = environment.get(THEME_VARIABLE, "")
    if environment.get(CONFIG_VARIABLE):
        return SettingsPlace(Path(environment[CONFIG_VARIABLE]), theme)
    from platformdirs import user_config_path  # here, because not every start needs it

    return SettingsPlace(user_config_path("casetool", appauthor=False, roaming=False), theme)


def read_settings(kept: SettingsPlace) -> tuple[Settings, str]:
    """What was chosen, and what is wrong with the file; nothing is wrong where there is none.

    Args:
        kept: where it is kept.
    """
    held, _, why = _read(kept)
    return _settings(held), why


def change_settings(kept: SettingsPlace, **changes: object) -> str:
    """Remember what is chosen now; what another window chose meanwhile, or a newer version, stays.

    Args:
        kept: where it is kept.
        changes: fields of the settings.

    Returns:
        Why it could not be remembered; nothing when it was, or when nothing is to be.
    """
    if kept.folder is None:
        return ""
    held, mark, _ = _read(kept)
    now = replace(_settings(held), **changes)  # type: ignore[arg-type]
    chosen = {one.name: getattr(now, one.name) for one in fields(now)}
    import tomli_w  # here, because a start only reads

    data = tomli_w.dumps({**held, **chosen}).encode()
    try:
        make_private(kept.folder)
        # not synced: a choice that a power cut takes back is chosen again
        write_atomically(kept.folder / SETTINGS_FILE, data, mark, sync=lambda handle: None)
    except SaveError as error:
        return str(error)
    return ""


def _read(kept: SettingsPlace) -> tuple[dict[str, object], Fingerprint | None, str]:
    """What the file holds, its mark, and what is wrong with it."""
    if kept.folder is None:
        return {}, None, ""
    place = kept.folder / SETTINGS_FILE
    why = SETTINGS_UNREADABLE.format(place=place)
    try:
        data = read_regular(place)
    except FileNotFoundError:
        return {}, None, ""
    except OSError:
        return {}, None, why
    try:
        held = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return {}, fingerprint_of(data), why
    sound = len(_known(held)) == len({one.name for one in fields(Settings)} & set(held))
    return held, fingerprint_of(data), "" if sound else why


def _settings(held: Mapping[str, object]) -> Settings:
    return replace(Settings(), **_known(held))  # type: ignore[arg-type]


def _known(held: Mapping[str, object]) -> dict[str, object]:
    """What a file says of our own fields; one of another sort is as if it were not there."""
    first = Settings()
    return {
        one.name: held[one.name]
        for one in fields(Settings)
        if type(held.get(one.name)) is type(getattr(first, one.name))
    }
