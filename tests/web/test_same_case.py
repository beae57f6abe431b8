"""A page that is loaded again never shows another child's case than the first page did."""

import os
from pathlib import Path

import aiohttp
import pytest

from casetool.models.base import evolve
from casetool.services.sessions.open import open_document
from casetool.storage.locations import storage_context
from tests.faults.working import environment
from tests.support.serving import serving
from tests.web.test_serving import page, sees

OTHER, THEIRS = "example-closed.toml", b"Juno"


async def seen_until_closed(connection: aiohttp.ClientWebSocketResponse) -> bytes:
    """All that a page is shown until its board ends."""
    return b"".join([message.data async for message in connection])


@pytest.mark.parametrize("is_open", [False, True])
async def test_another_case_in_the_place_of_the_file_is_not_shown_on_a_page_loaded_again(
    tmp_path: Path, is_open: bool
) -> None:
    with serving(tmp_path) as one:
        path = one.path
        storage = storage_context({**os.environ, **environment(path.parents[1])})
        document = open_document(path, storage=storage) if is_open else None
        async with page(one) as first:
            await sees(first, "Milo")
        other = path.with_name("other.tmp")
        other.write_bytes(path.with_name(OTHER).read_bytes())
        other.replace(path)
        if document is not None:
            document.apply(lambda session: evolve(session, reason="as ever"), "edited")
            assert document.flush()
            async with page(one) as again:
                await sees(again, "Milo")
            document.close()
        else:
            async with page(one) as again:
                assert THEIRS not in await seen_until_closed(again)
