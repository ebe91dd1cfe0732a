"""Whatever learners write: collected, reviewed and built, each accepted answer is told once, each other never."""

from __future__ import annotations

import tempfile
from pathlib import Path

from harvest_parts import NORWAY, PROGRAM, begin, call, export
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialscaffold.compiler import check
from socialscaffold.edit.text import FileText
from socialscaffold.harvest.alike import Sayings, one_line
from socialscaffold.harvest.clean import clean, formula
from socialscaffold.harvest.log import Alike, Log, Origin, TakenBack, read_log, written
from socialscaffold.harvest.overlay import Pairs, added, changed
from socialscaffold.harvest.write import Said, value
from socialscaffold.source.gate import Gate
from socialscaffold.source.nodes import Mapping, Scalar
from socialscaffold.source.yaml_reader import read_yaml

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
AWKWARD = [
    "- a\n- b",
    "a: b # c",
    "'",
    '"\\',
    "{region} {fact:x}",
    "%TAG",
    "<b>x</b> &amp; &lt;i&gt;",
    "é\u2028x",
    "|",
    "1e5",
]


def good(program: Path, *words: str, said: str = "") -> None:
    done = call(program, *words, said=said)
    assert done.returncode == 0, done.stdout + done.stderr


@settings(max_examples=12)
@given(st.lists(st.tuples(TEXTS, st.sampled_from("ard")), min_size=1, max_size=5))
@example([(text, "a") for text in AWKWARD[:5]])
@example([(text, "ard"[number % 3]) for number, text in enumerate(AWKWARD[5:])])
def test_each_accepted_answer_is_told_once(written_: list[tuple[str, str]]) -> None:
    # Other numbers make other answers, so none of them is put beside another.
    texts = [f"Case {number * 7919} {text}" for number, (text, _) in enumerate(written_, 1)]
    with tempfile.TemporaryDirectory() as folder:
        program = begin(Path(folder))
        files = [export(Path(folder), f"lea{number}", {"rules": text}) for number, text in enumerate(texts)]
        good(program, "collect", *map(str, files))
        after = {path: path.read_bytes() for path in program.rglob("*.yaml")}
        good(program, "collect", *map(str, files))
        assert {path: path.read_bytes() for path in program.rglob("*.yaml")} == after
        lines = {"a": "a\n\n", "r": "r\nnot so\n", "d": "d\nlater\n"}
        good(program, "review", said="".join(lines[how] for _, how in written_))
        good(program, "collect", *map(str, files))
        plan = check(Gate(program)).plan
        assert plan is not None
        told = [text for one in plan.prompts for _, text in one.stories]
        for text, (_, how) in zip(texts, written_, strict=True):
            assert told.count(one_line(clean(text).text)) == (how == "a")
        overlay = (program / "regions" / "NO.yaml").read_text("utf-8")
        assert overlay.startswith(NORWAY.removesuffix("# the end\n")) and overlay.endswith("# the end\n")
        assert (program / "program.yaml").read_text("utf-8") == PROGRAM


@given(TEXTS)
@example("=1+1")
@example("<scr<b>ipt>alert(1)</scr</b>ipt>")
@example("&amp;lt;script&amp;gt;")
@example("a <b\nonclick=x")
def test_a_clean_text_holds_nothing_to_obey_and_stays_as_it_is(text: str) -> None:
    made = clean(text).text
    assert clean(made).text == made
    assert not any((ord(letter) < 32 and letter != "\n") or 127 <= ord(letter) < 160 for letter in made)
    assert "<script" not in made.lower() and "@example." not in made


@given(TEXTS, st.booleans())
def test_a_text_reads_back_as_it_was_written(text: str, flow: bool) -> None:
    said = clean(text).text
    written_ = (
        f"  key: {value(said, 2, flow=flow)}\n" if not flow else f"  {{key: {value(said, 2, flow=True)}, b: 1}}\n"
    )
    root, found = read_yaml(written_.encode("utf-8"), "x.yaml")
    assert isinstance(root, Mapping) and [one for one in found if one.severity.value == "error"] == []
    node = root.get("key")
    assert isinstance(node, Scalar) and node.text == said


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_edits_of_an_overlay_touch_nothing_else(texts: list[str], newline: str) -> None:
    data = NORWAY.replace("\n", newline).encode("utf-8")
    new: list[Pairs] = [
        [("id", f"a{number}"), ("prompt", "rules"), ("status", "proposed"), ("text", clean(text).text)]
        for number, text in enumerate(texts)
    ]
    data = added(added(data, new[:1]), new[1:]) if new[1:] else added(data, new)
    back: dict[str, Said] = {"status": "withdrawn", "text": "", "reason": "taken back"}
    data = changed(data, {f"a{number}": back for number in range(len(texts))})
    data = changed(data, {"NO-rules-1": {"status": "promoted"}})
    file = FileText(data)
    kept = NORWAY.replace("status: accepted", "status: promoted").removesuffix("# the end\n").replace("\n", newline)
    assert file.text.startswith(kept) and file.text.endswith(f"# the end{newline}")
    assert file.text.count("\n") == file.text.count(newline)
    root, found = read_yaml(data, "x.yaml")
    assert root is not None and [one for one in found if one.severity.value == "error"] == []


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_the_log_reads_back(texts: list[tuple[str, str]]) -> None:
    words = [(one_line(clean(first).text), one_line(clean(second).text)) for first, second in texts]
    answers = tuple(
        Origin(
            id=f"NO-rules-{number}", came_by="forum", file="00e1", row=number + 1, waits_for=first,
            first_written=second,
            alike=(Alike(learner="p-a", consent="yes", text=first or "x"),),
        )
        for number, (first, second) in enumerate(words)
    )  # fmt: skip
    log = Log(socialscaffold_harvest=1, program="fair", key_check="12345678", answers=answers,
              taken_back=(TakenBack(learner="p-b", prompt="rules"),))  # fmt: skip
    again, found = read_log(written(log), "fair")
    assert again == log, found


@given(TEXTS)
def test_a_text_is_alike_to_itself_and_never_with_another_number(text: str) -> None:
    said = f"A talk of 30 minutes {clean(text).text}"
    other = said.replace("30", "31", 1)
    sayings: Sayings[str] = Sayings()
    sayings.add("another number", other)
    assert sayings.nearest(said) is None
    sayings.add("the same", said)
    assert sayings.nearest(said) == "the same" and sayings.nearest(other) == "another number"
    assert not formula(said)
