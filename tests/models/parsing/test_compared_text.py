"""Texts are compared without case, and with composed letters."""

import unicodedata

import pytest

from casetool.models.parsing.compared_text import compared_text


@pytest.mark.parametrize("text", ["Zoë Müller", "ΐ", "각", "İpek"])
def test_decomposed_letters_are_the_composed_ones(text: str) -> None:
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    assert len(forms) == 2
    assert len({compared_text(form) for form in forms}) == 1
