"""TOML that the parser refuses, or accepts although nothing could write it again."""

TOO_MUCH = (
    "x = " + "1" * 5000,
    "x = 0x" + "f" * 5000,
    "x = " + "[" * 3000 + "]" * 3000,
    "x = " + "[" * 300 + "]" * 300,
    "x = " + "{a = " * 3000 + "1" + "}" * 3000,
    ".".join("a" * 3000) + " = 1",
)
"""Numbers with too many digits, and values that are nested too deeply."""

NOT_TOML = ("x = ", "[", "x = 1\nx = 2", "x = 2026-02-30", '"', "x = \x00")
"""What is no TOML at all."""
