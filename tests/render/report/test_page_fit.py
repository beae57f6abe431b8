"""What stays on one page, and how a text is made shorter."""

from hypothesis import given
from hypothesis import strategies as st

from casetool.render.report.blocks import (
    Fact,
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportItem,
    ReportItems,
    ReportLine,
    ReportTable,
    UserText,
    own_line,
    plain_line,
)
from casetool.render.report.page_fit import CUT_MARK, fits_on_page, shorten

LONG = "The school nurse and the family support worker go to see the mother at home. " * 9
TEXTS = st.text(st.sampled_from("ab \n\t\u0301漢👩\u200d"), max_size=400)


def cut(text: str, lines: int = 2) -> ReportLine:
    (block,) = shorten((Paragraph((UserText(text),)),), lines)
    assert isinstance(block, Paragraph)
    return block.line


def test_a_short_text_is_the_same() -> None:
    blocks = (
        Paragraph((UserText("one\n two "),)),
        ReportItems((ReportItem(own_line("ours " * 200)),)),
    )
    assert shorten(blocks, 2) == blocks


def test_a_long_one_ends_at_a_word_and_says_that_it_goes_on() -> None:
    begun, goes_on = cut(LONG)
    assert isinstance(begun, UserText)
    assert LONG.startswith(begun.text + " ")
    assert 100 < len(begun.text) < 240
    assert goes_on == OwnText(CUT_MARK)


def test_a_line_end_takes_a_line() -> None:
    assert cut("one\ntwo\nthree") == (UserText("one\ntwo"), OwnText(CUT_MARK))


def test_a_narrow_cell_holds_less_and_what_we_say_of_it_stays() -> None:
    row = ((UserText(LONG), OwnText(" "), OwnText("(done)")), (UserText(LONG),))
    table = ReportTable("Actions", ("What", "Who"), (row,), (3, 1))
    (made,) = shorten((table,), 2)
    assert isinstance(made, ReportTable)
    ((wide, narrow),) = made.rows
    assert len(plain_line(wide)) > 2 * len(plain_line(narrow))
    assert plain_line(wide).endswith(f"{CUT_MARK} (done)")


def test_a_detail_is_cut_too() -> None:
    (made,) = shorten((FactList((Fact("Child", ((UserText(LONG),),)),)),), 1)
    assert isinstance(made, FactList)
    assert plain_line(made.facts[0].lines[0]).endswith(CUT_MARK)


@given(TEXTS, st.integers(1, 4))
def test_what_is_left_is_the_beginning_of_what_was_typed(text: str, lines: int) -> None:
    line = cut(text, lines)
    assert isinstance(line[0], UserText)
    if len(line) == 1:
        assert line[0].text == text
    else:
        assert text.startswith(line[0].text)
        assert len(line[0].text) < len(text)


@given(st.integers(0, 60))
def test_what_fits_still_does_when_there_is_less(count: int) -> None:
    more, less = (
        Report("T", (ReportItems((ReportItem(own_line("x")),) * n),)) for n in (count + 1, count)
    )
    assert fits_on_page(less) or not fits_on_page(more)


def test_a_page_has_an_end() -> None:
    assert fits_on_page(Report("T", (Paragraph(own_line("x")),)))
    assert not fits_on_page(Report("T", (Paragraph((UserText("x\n" * 60),)),)))
    assert not fits_on_page(Report("T", (Paragraph((UserText("W" * 1_000_000),)),)))
    assert not fits_on_page(Report("T", (Paragraph((UserText("x\n" * 40),)),), footer="x\n" * 20))
