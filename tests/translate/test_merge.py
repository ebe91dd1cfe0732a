"""Nothing that a translator wrote is lost, whatever is done to the program meanwhile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.source.records import Reading, Unread, read_record
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.program import Program
from socialscaffold.spec.translation import texts_of
from socialscaffold.translate.entry import Entry, Unit, in_state
from socialscaffold.translate.merge import merged
from socialscaffold.translate.po import from_po, to_po
from socialscaffold.translate.xliff import from_xliff, to_xliff

WORDS = st.text("abcdefgh ij", min_size=3, max_size=30).map(str.strip).filter(lambda one: len(one.replace(" ", "")) > 2)
Design = dict[str, tuple[str, str]]  # a task's id to what is done and what stands in for it


def units(design: Design, lenses: tuple[str, ...]) -> tuple[Unit, ...]:
    """The texts of a program with these tasks and these lenses of one round."""
    tasks = "".join(
        f"      - {{id: {name}, level: share, do: {do!r}, instead: {instead!r}}}\n"
        for name, (do, instead) in design.items()
    )
    text = (
        "socialscaffold: 1\nid: one\ntitle: One program\nweeks: 6\noutcomes: {a: They do it}\nstrategies:\n"
        "  sense-making:\n    rounds:\n"
        f"      - {{id: r, week: 2, question: Why so?, lenses: [{', '.join(map(repr, lenses))}]}}\n"
        f"  engagement:\n    tasks:\n{tasks}"
    )
    node, _ = read_yaml(text.encode(), "program.yaml")
    assert node is not None
    reading = Reading()
    program = read_record(Program, node, reading, "a program")
    assert not isinstance(program, Unread) and not reading.found, (text, reading.found)
    return texts_of(program)


def translated(wanted: tuple[Unit, ...]) -> tuple[Entry, ...]:
    """Every text said in another language, each in words of its own."""
    return tuple(Entry(key, text, f"«{key} {text}»", "said") for key, text in wanted)


designs = st.dictionaries(st.sampled_from(["t-a", "t-b", "t-c", "t-d"]), st.tuples(WORDS, WORDS), min_size=1)
lenses = st.lists(WORDS, min_size=1, max_size=4, unique=True).map(tuple)


@given(designs, lenses, st.lists(st.tuples(designs, lenses), max_size=4), st.randoms(use_true_random=False))
def test_random_edits_lose_no_translation(
    first: Design, seen: tuple[str, ...], edits: list[tuple[Design, tuple[str, ...]]], chance: object
) -> None:
    start = units(first, seen)
    said = translated(start)
    catalogue = merged(start, (), said)
    assert {one.said for one in catalogue} == {one.said for one in said}
    for design, looked in edits:
        now = units(design, looked)
        catalogue = through_a_file(merged(now, catalogue))
        there = [one for one in catalogue if one.state != "stale"]
        assert [one.unit for one in there] == list(now)
        assert {one.said for one in said} <= {one.said for one in catalogue}
        # Only the very words that were translated are said for certain.
        assert all(f"«{one.key} {one.text}»" == one.said for one in in_state(catalogue, "said"))
    # When everything is as it was, every translation is back.
    assert merged(start, catalogue)[: len(start)] == merged(start, (), said)


def through_a_file(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What comes back from the file that they are written into."""
    language, back, found = from_po(to_po(entries, "One", "en", "de").encode(), "de.po")
    assert (language, found) == ("de", ())
    assert [one for one in back if one.state != "stale"] == [one for one in entries if one.state != "stale"]
    return back


@given(designs, lenses, st.randoms(use_true_random=False))
def test_what_only_moves_keeps_its_translation(first: Design, seen: tuple[str, ...], chance: object) -> None:
    start = units(first, seen)
    catalogue = merged(start, (), translated(start))
    turned = units(dict(reversed(list(first.items()))), tuple(reversed(seen)))
    again = merged(turned, catalogue)
    assert {one.unit: one.said for one in again} == {one.unit: one.said for one in catalogue}
    assert in_state(again, "said") == again


def test_a_text_that_changed_is_offered_its_old_translation_and_not_used() -> None:
    before = translated((("tasks.a.do", "Write one card about your market"),))
    (changed, old) = merged([("tasks.a.do", "Write two cards about your market")], before)
    assert (changed.state, changed.said, changed.before) == ("fuzzy", before[0].said, before[0].text)
    assert (old.state, old.text) == ("stale", before[0].text)


def test_two_texts_under_one_key_are_not_taken_for_one_another() -> None:
    before = translated((("round.lenses", "the law"), ("round.lenses", "our customers in the north")))
    made = merged([("round.lenses", "xyz"), ("round.lenses", "our customers in the north")], before)
    assert [one.state for one in made] == ["new", "said", "stale"]


def test_a_text_that_moved_to_another_key_is_told_as_fuzzy() -> None:
    before = translated((("tasks.a.do", "Read one card"),))
    (moved, _) = merged([("tasks.b.do", "Read one card")], before)
    assert (moved.state, moved.said) == ("fuzzy", before[0].said)


def test_what_a_translator_sends_wins_over_what_was_there() -> None:
    unit = ("title", "Fair talks")
    made = merged([unit], [Entry(*unit, "Faire Reden", "said")], [Entry(*unit, "Faire Gespräche", "said")])
    assert made[0].said == "Faire Gespräche"
    assert merged([unit], made, [Entry(*unit)])[0].said == "Faire Gespräche", "an empty line takes nothing away"


def test_a_guess_that_nobody_looked_at_stays_one_even_when_its_text_goes_and_comes_back() -> None:
    unit = ("title", "Fair talks")
    guessed = through_a_file(merged([unit], [Entry(*unit, "Gespräche", "fuzzy", "Talks")]))
    gone = through_a_file(merged([], guessed))
    assert [(one.state, one.unsure, one.said) for one in gone] == [("stale", True, "Gespräche")]
    assert merged([unit], gone)[0].state == "fuzzy"


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, unique_by=lambda one: one[0]))
def test_xliff_brings_back_what_was_written(texts: list[tuple[str, str]]) -> None:
    entries = tuple(Entry(f"tasks.t{at}.do", text, said, "said") for at, (text, said) in enumerate(texts))
    language, back, found = from_xliff(to_xliff(entries, "One", "en-GB", "de-AT"), "de.xlf")
    assert (language, back, found) == ("de-AT", entries, ())


def test_xliff_keeps_lines_signs_and_states() -> None:
    entries = (
        Entry("content/a.md", "# A <b> & “c”\nsecond line", "# Ä\nzweite", "said"),
        Entry("title", "New"),
        Entry("summary", "Changed", "Geändert", "fuzzy", "Change"),
    )
    _, back, _ = from_xliff(to_xliff(entries, "One", "en", "de"), "de.xlf")
    assert [(one.text, one.said, one.state) for one in back] == [(one.text, one.said, one.state) for one in entries]


def test_a_hostile_xliff_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff version="2.0" trgLang="de"><file id="f">&a;</file></xliff>'
    _, entries, (told,) = from_xliff(bomb, "bad.xlf")
    assert (entries, told.code) == ((), "SS-LANG-005")
    _, entries, (told,) = from_xliff(b'<xliff version="1.2"/>', "old.xlf")
    assert (entries, told.code) == ((), "SS-LANG-005")


def test_marks_in_a_translation_are_told_and_the_other_units_kept() -> None:
    entries = (Entry("title", "Fair talks", "Faire Gespräche", "said"), Entry("summary", "Talk", "Redet", "said"))
    data = to_xliff(entries, "One", "en", "de").replace(b"<target>Redet", b'<target><ph id="1"/>Redet')
    _, back, (told,) = from_xliff(data, "de.xlf")
    assert (back, told.code) == (entries[:1], "SS-LANG-006")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b"\nnonsense here\n', 3),
        ('msgid "a\nmsgstr "b"\n', 1),
        ('msgid "a"\nmsgstr "says "b""\n', 2),
        ('msgid "a"\nmsgstr "b"\n#~ msgid "c\n#~ msgstr "d"\n', 3),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\nmsgstr "d"\n', 1),
    ],
)
def test_a_broken_po_says_where(text: str, line: int) -> None:
    _, entries, (told,) = from_po(text.encode(), "de.po")
    assert (entries, told.code, told.span.line if told.span else 0) == ((), "SS-LANG-003", line)


def test_a_po_in_an_encoding_that_it_does_not_name_is_told() -> None:
    for data in (b'msgid "a"\nmsgstr "\xe4"\n', 'msgid "a"\nmsgstr "b"\n'.encode("utf-16")):
        _, entries, (told,) = from_po(data, "de.po")
        assert (entries, told.code) == ((), "SS-LANG-003") and "UTF-8" in (told.hint or "")


def test_a_po_is_read_as_tools_of_other_systems_write_it() -> None:
    text = (
        'msgid ""\nmsgstr "Language: de\\n"\n\n#: a.yaml\nmsgctxt "title"\nmsgid "say \\"a\\""\nmsgstr "sag \u2028b"\n'
    )
    for data in (text.encode(), text.replace("\n", "\r\n").encode(), text.encode("utf-8-sig")):
        language, (one,), found = from_po(data, "de.po")
        assert (language, one.unit, one.said, found) == ("de", ("title", 'say "a"'), "sag \u2028b", ())


def test_what_a_translator_remarks_beside_a_text_stays_with_it() -> None:
    unit = ("title", "Fair talks")
    back = [Entry(*unit, "Faire Gespräche", "said", remark="or Rede?\nAsk Anna.")]
    made = through_a_file(merged([unit], [], back))
    assert made == (Entry(*unit, "Faire Gespräche", "said", remark="or Rede?\nAsk Anna."),)
    gone = through_a_file(merged([], made))
    assert [(one.state, one.remark) for one in gone] == [("stale", "or Rede?\nAsk Anna.")]
    assert merged([unit], gone) == made
    _, (read,), _ = from_xliff(to_xliff(made, "One", "en", "de"), "de.xlf")
    assert (read.said, read.remark) == ("Faire Gespräche", "or Rede?\nAsk Anna.")


def test_a_tool_that_leaves_the_states_as_they_were_has_translated_all_the_same() -> None:
    data = to_xliff([Entry("title", "Fair talks")], "One", "en", "de")
    data = data.replace(b"</source>", b"</source><target>Faire Reden</target>")
    _, (read,), found = from_xliff(data, "de.xlf")
    assert (read.state, read.said, found) == ("said", "Faire Reden", ())


def test_a_text_that_a_tool_has_cut_into_sentences_is_one_text_again() -> None:
    unit = Entry("summary", "First one. Second one.")
    cut = (
        b"<segment><source>First one.</source><target order='3'>Eins.</target></segment>"
        b"<ignorable><source> </source></ignorable>"
        b"<segment><source>Second one.</source><target order='1'>Zwei.</target></segment>"
    )
    data = to_xliff([unit], "One", "en", "de")
    start, end = data.index(b"<segment"), data.index(b"</segment>") + len(b"</segment>")
    _, (read,), found = from_xliff(data[:start] + cut + data[end:], "de.xlf")
    assert (read.unit, read.said, read.state, found) == (unit.unit, "Zwei. Eins.", "said", ())
    half = cut.replace(b"<target order='3'>Eins.</target>", b"").replace(b" order='1'", b"")
    _, (read,), _ = from_xliff(data[:start] + half + data[end:], "de.xlf")
    assert read.state == "fuzzy", "half a translation is none"


def test_the_head_of_a_po_holds_what_tools_ask_for() -> None:
    text = to_po([Entry("a", "b", "c", "said")], 'The "new" way', "en-GB", "pt-BR")
    wanted = ("Project-Id-Version", "PO-Revision-Date", "Last-Translator", "Language-Team", "Language", "Content-Type")
    assert all(f'\n"{name}: ' in text for name in wanted) and '"Project-Id-Version: The \\"new\\" way\\n"' in text
    dated = text.replace("PO-Revision-Date: ", "PO-Revision-Date: last Tuesday")
    assert from_po(dated.encode(), "pt.po") == from_po(text.encode(), "pt.po")
    assert from_po(text.encode(), "pt.po")[0] == "pt-BR"
