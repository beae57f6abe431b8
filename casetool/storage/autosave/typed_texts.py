"""The texts that this run last wrote to the drafts file, by field."""

from collections.abc import Mapping

from casetool.storage.autosave.draft_versions import field_of


class TypedTexts:
    """The texts that each field of a run had in the file since it was last empty."""

    def __init__(self) -> None:
        self._by_field: dict[str, set[str]] = {}

    def entered_by(
        self, drafts: Mapping[str, str], texts_in_file: Mapping[str, str]
    ) -> dict[str, set[str]]:
        """All texts that the fields had which these drafts leave empty, by field.

        Args:
            drafts: the texts to write, by slot.
            texts_in_file: the texts that the run wrote or took over, by slot.
        """
        texts = {field: {*self._by_field.get(field, ())} for field in _emptied_fields(drafts)}
        for slot in drafts:
            if (field := field_of(slot)) in texts and (text := texts_in_file.get(slot, "")):
                texts[field].add(text)
        return {field: entered for field, entered in texts.items() if entered}

    def outdated_by(
        self, drafts: Mapping[str, str], texts_in_file: Mapping[str, str]
    ) -> dict[str, set[str]]:
        """All texts in the file that these drafts replace there, by field.

        Args:
            drafts: the texts to write, by slot.
            texts_in_file: the texts that the run wrote or took over, by slot.
        """
        texts = self.entered_by(drafts, texts_in_file)
        for slot, text in drafts.items():
            if (former := texts_in_file.get(slot, "")) not in ("", text):
                texts.setdefault(field_of(slot), set()).add(former)
        return texts

    def add(self, drafts: Mapping[str, str]) -> None:
        """Note drafts that are in the file now."""
        for field in _emptied_fields(drafts):
            self._by_field.pop(field, None)
        for slot, text in drafts.items():
            if text:
                self._by_field.setdefault(field_of(slot), set()).add(text)


def _emptied_fields(drafts: Mapping[str, str]) -> set[str]:
    """The fields that these drafts leave empty. A line that goes to another step is still there."""
    filled_fields = {field_of(slot) for slot, text in drafts.items() if text}
    return {field_of(slot) for slot in drafts} - filled_fields
