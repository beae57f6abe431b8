"""The drafts that wait: which were tried, and which may not be on disk."""

from casetool.storage.autosave.draft_queue import DraftQueue


def test_text_taken_during_a_save_counts_as_tried_once_it_is_written() -> None:
    queue = DraftQueue(1.0)
    queue.put("capture", "half a sentence")
    assert not queue.was_tried
    queue.due = 0.0
    assert queue.take_texts() == {"capture": "half a sentence"}
    assert not queue.was_tried
    assert queue.unwritten == {"capture": "half a sentence"}
    queue.is_writing = False
    assert queue.was_tried
    assert queue.unwritten == {}
