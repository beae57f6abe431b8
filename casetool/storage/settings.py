"""A user's own settings: how the windows look. The file never holds case text."""

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
from casetool.toml.parse import TomlError, parse_toml

CONFIG_VARIABLE = "CASETOOL_CONFIG"
"""The environment variable that names the folder of the settings."""

THEME_VARIABLE = "TEXTUAL_THEME"
"""The environment variable that names a theme. It overrides the saved one."""

SETTINGS_FILE = "settings.toml"
SETTINGS_UNREADABLE = (
    "The settings in {place} cannot be read, and are left as they are until you change one."
)
"""The message for an unreadable settings file, without quoting it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one user."""

    theme: str = ""
    """The theme of the facilitator's window, or nothing for the default."""
    room: str = ""
    """The theme of the board, or nothing for that of the facilitator's window."""
    plain: bool = False
    """Whether plain symbols replace drawn ones."""


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """Where a user's settings are stored.

    Attributes:
        folder: their folder, or None where settings are not saved.
        theme: the theme that the environment asks for.
    """

    folder: Path | None = None
    theme: str = ""


NOWHERE = SettingsPlace()
"""A place for settings that are not saved."""


def settings_place(environment: Mapping[str, str]) -> SettingsPlace:
    """Find where this user's settings are stored.

    Args:
        environment: the user's environment.
    """
    theme = environment.get(THEME_VARIABLE, "")
    if environment.get(CONFIG_VARIABLE):
        return SettingsPlace(Path(environment[CONFIG_VARIABLE]), theme)
    from platformdirs import user_config_path  # imported here: not every start needs it

    return SettingsPlace(user_config_path("casetool", appauthor=False, roaming=False), theme)


def read_settings(location: SettingsPlace) -> tuple[Settings, str]:
    """Read the settings, and what is wrong with their file. A missing file is not wrong.

    Args:
        location: where they are stored.
    """
    values, _, why = _read_values(location)
    return _settings_from(values), why


def change_settings(location: SettingsPlace, **changes: object) -> str:
    """Save changed settings. What another window or a newer version wrote meanwhile stays.

    Args:
        location: where they are stored.
        changes: fields of the settings.

    Returns:
        Why they could not be saved. Empty on success, or where settings are not saved.
    """
    if location.folder is None:
        return ""
    values, fingerprint, _ = _read_values(location)
    settings = replace(_settings_from(values), **changes)  # type: ignore[arg-type]
    updates = {field.name: getattr(settings, field.name) for field in fields(settings)}
    import tomli_w  # imported here: a start only reads

    data = tomli_w.dumps({**values, **updates}).encode()
    try:
        make_private(location.folder)
        # not synced: a setting lost in a power cut is easily chosen again
        write_atomically(
            location.folder / SETTINGS_FILE, data, fingerprint, sync=lambda handle: None
        )
    except SaveError as error:
        return str(error)
    return ""


def _read_values(location: SettingsPlace) -> tuple[dict[str, object], Fingerprint | None, str]:
    """Read all values of the file, its fingerprint, and what is wrong with it."""
    if location.folder is None:
        return {}, None, ""
    path = location.folder / SETTINGS_FILE
    why = SETTINGS_UNREADABLE.format(place=path)
    try:
        data = read_regular(path)
    except FileNotFoundError:
        return {}, None, ""
    except OSError:
        return {}, None, why
    try:
        values = parse_toml(data.decode())
    except (TomlError, UnicodeDecodeError):
        return {}, fingerprint_of(data), why
    is_valid = len(_valid_values(values)) == len(
        {field.name for field in fields(Settings)} & set(values)
    )
    return values, fingerprint_of(data), "" if is_valid else why


def _settings_from(values: Mapping[str, object]) -> Settings:
    return replace(Settings(), **_valid_values(values))  # type: ignore[arg-type]


def _valid_values(values: Mapping[str, object]) -> dict[str, object]:
    """The values that are fields of ours. A value of another type is ignored."""
    defaults = Settings()
    return {
        field.name: values[field.name]
        for field in fields(Settings)
        if type(values.get(field.name)) is type(getattr(defaults, field.name))
    }
