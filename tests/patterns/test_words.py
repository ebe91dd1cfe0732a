"""The library's own prose: enough of it, plain, said once, and long or short enough for any meeting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from socialscaffold.patterns.agenda import Place, fit, steps_at
from socialscaffold.patterns.challenges import kinds_of
from socialscaffold.patterns.library import CYCLES, DESIGNS, PROMPTS, PROTOCOLS, SHELVES, TASKS, Shelf, ids, load
from socialscaffold.patterns.pattern import LEVELS, STRATEGIES, Session, Step

BOTH = [(shelf, name) for shelf in SHELVES for name in ids(shelf)]
NAMES = [f"{shelf.name}/{name}" for shelf, name in BOTH]
LONGEST = 30
# A sentence ends at a stop, a question mark or a quotation's end; a heading or a list item is one of its own.
SENTENCE = re.compile(r"(?<=[.?!])[”’)]?\s+|(?<=:)\s+(?=“)|\n")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# What a set's meeting is made of: the plan gives each of these its minutes, so a protocol has words for all of them.
MEETING = {
    "check-in", "progress", "present", "clarify", "open-questions", "summary", "resources", "actions", "own-work",
    "review", "close",
}  # fmt: skip
CYCLE = ["plan", "rehearse", "practise", "reflect", "discuss"]
# At least eight forms of work that learners make or carry on, and a pattern that stands for each.
FORMS = {
    "cards": "make-a-card",
    "cases": "write-a-case",
    "clips": "record-a-clip",
    "questions": "ask-a-better-question",
    "demos": "build-a-demo",
    "remix": "remix-a-piece",
    "curation": "lay-a-first-path",
    "teaching back": "let-them-teach-you",
    "hosting": "host-an-open-hour",
}


def shipped(shelf: Shelf[Any], name: str) -> Any:
    pattern, found = load(shelf, name)
    assert pattern is not None and found == ()
    return pattern


def prose(value: Any) -> Iterator[str]:
    """Every text in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from prose(one)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "at":
                yield from prose(getattr(value, one.name))


def test_the_library_is_wide_enough_to_choose_from() -> None:
    assert len(BOTH) >= 60
    strategies = [shipped(shelf, name).strategy for shelf, name in BOTH]
    assert all(strategies.count(one) >= 7 for one in STRATEGIES)
    levels = [shipped(TASKS, name).level for name in ids(TASKS)]
    assert all(levels.count(one) >= 4 for one in LEVELS)
    assert set(FORMS.values()) <= set(ids(TASKS))


@pytest.mark.parametrize(("shelf", "name"), BOTH, ids=NAMES)
def test_no_sentence_is_longer_than_thirty_words(shelf: Shelf[Any], name: str) -> None:
    for text in prose(shipped(shelf, name)):
        for sentence in SENTENCE.split(text.strip()):
            assert len(WORD.findall(sentence)) <= LONGEST, sentence


def test_no_two_patterns_share_a_paragraph() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for (shelf, name), where in zip(BOTH, NAMES, strict=True):
        for text in prose(shipped(shelf, name)):
            if len(WORD.findall(text)) >= 8:
                seen[" ".join(text.split()).casefold()].add(where)
    assert {text: sorted(places) for text, places in seen.items() if len(places) > 1} == {}


@pytest.mark.parametrize(("shelf", "name"), BOTH, ids=NAMES)
def test_no_pattern_says_the_same_twice(shelf: Shelf[Any], name: str) -> None:
    # The headings of a template and of its exemplar are the same on purpose.
    pattern = shipped(shelf, name)
    headings = {one.title for one in getattr(pattern, "template", ())}
    texts = [text for text in prose(pattern) if text not in headings]
    said = [" ".join(text.split()) for text in texts if len(WORD.findall(text)) >= 8]
    assert sorted(said) == sorted(set(said))


SESSIONS = [(shelf, name) for shelf in (PROTOCOLS, DESIGNS) for name in ids(shelf)]


@pytest.mark.parametrize(("shelf", "name"), SESSIONS, ids=[name for _, name in SESSIONS])
def test_a_session_fits_every_length_from_its_shortest_to_twice_its_usual(shelf: Shelf[Any], name: str) -> None:
    session: Session = shipped(shelf, name)
    counts = dict(session.counts)
    for place in (Place(), Place(first=True), Place(last=True), Place(first=True, last=True)):
        steps = steps_at(session.steps, place)
        times = [counts.get(one.per, 1) if one.per else 1 for one in steps]
        for total in range(session.minutes.min, session.minutes.default * 2 + 1):
            minutes = fit(steps, counts, total)
            assert minutes is not None, total
            assert sum(given * often for given, often in zip(minutes, times, strict=True)) == total
            assert all(given > 0 for given in minutes)


@pytest.mark.parametrize("name", ids(DESIGNS))
def test_the_converging_of_a_design_fits_every_length_from_twenty_minutes(name: str) -> None:
    design: Session = shipped(DESIGNS, name)
    assert design.converge is not None
    steps = design.converge.steps
    for total in range(20, sum(one.minutes for one in steps) * 2 + 1):
        minutes = fit(steps, {}, total)
        assert minutes is not None and sum(minutes) == total


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_a_protocol_has_words_for_a_whole_meeting_of_a_set(name: str) -> None:
    protocol: Session = shipped(PROTOCOLS, name)
    for place in (Place(), Place(first=True), Place(last=True)):
        steps = {one.instead_of or one.id for one in steps_at(protocol.steps, place)}
        assert steps == MEETING
    slot = {one.id for one in protocol.steps if one.per == "issue-holder"}
    assert slot == {"present", "clarify", "open-questions", "summary", "resources", "actions"}
    assert [one.id for one in protocol.roles] == ["issue-holder", "facilitator", "timekeeper", "scribe"]
    assert {"confidential", "questions-before-advice", "own-your-action"} <= {one.id for one in protocol.rules}
    assert {"action-log", "issue-sheet"} <= {one.id for one in protocol.outputs}
    assert {"two-absent", "no-issue", "advice", "confidence", "lost-time"} <= {one.id for one in protocol.remedies}
    assert sum(1 for one in protocol.questions if not one.fits) >= 6
    for kind in kinds_of(protocol):
        assert sum(1 for one in protocol.questions if kind.id in one.fits) >= 2
    opening = protocol.steps[0]
    assert opening.after_practice and opening.after_round and opening.after_local_question
    words = " ".join(prose(protocol))
    assert all(
        f"{{{one}}}" in words
        for one in ("owed-part", "message", "practice", "due", "quorum", "next-meeting", "channel")
    )


@pytest.mark.parametrize("name", ids(CYCLES))
def test_a_cycle_has_its_five_steps_and_what_programs_name(name: str) -> None:
    cycle = shipped(CYCLES, name)
    assert [one.id for one in cycle.steps] == CYCLE
    assert sum(one.minutes for one in cycle.steps) == cycle.minutes.default
    assert {"what-happened", "what-surprised", "what-next", "if-came"} <= {one.id for one in cycle.prompts}
    assert {one.id for one in cycle.privacy} == {"no-names", "consent", "none"}
    assert [one.id for one in cycle.outputs] == ["if-then-plan", "reflection"]
    assert cycle.practise and cycle.instead and cycle.opt_out and cycle.form and cycle.remedies
    words = " ".join(prose(cycle))
    assert all(f"{{{one}}}" in words for one in ("practice", "within", "words", "outcome"))


@pytest.mark.parametrize(
    ("shelf", "name"), [(shelf, name) for shelf in (PROTOCOLS, DESIGNS, CYCLES) for name in ids(shelf)]
)
def test_something_is_done_differently_online_and_in_a_room(shelf: Shelf[Any], name: str) -> None:
    steps: tuple[Step, ...] = shipped(shelf, name).steps
    assert any(one.online is not None for one in steps)
    if shelf is not CYCLES:
        assert sum(1 for one in steps if one.in_person or one.blended) >= 1
        assert shipped(shelf, name).roles and shipped(shelf, name).before and shipped(shelf, name).after
    assert shipped(shelf, name).materials


@pytest.mark.parametrize("name", ids(PROMPTS))
def test_a_prompt_names_a_place_and_whom_to_ask(name: str) -> None:
    bank = shipped(PROMPTS, name)
    assert bank.dimension == bank.id and len(bank.prompts) >= 4
    for one in bank.prompts:
        assert "{region}" in one.ask
        assert one.whom and len(WORD.findall(one.back)) >= 4


@pytest.mark.parametrize("name", ids(TASKS))
def test_a_task_says_what_good_looks_like_and_offers_another_way(name: str) -> None:
    task = shipped(TASKS, name)
    assert len(task.good) >= 2 and task.instead and task.instead != task.do
    assert task.minutes.min <= task.minutes.default <= 60


@pytest.mark.parametrize(("shelf", "name"), BOTH, ids=NAMES)
def test_every_pattern_says_what_speaks_against_it(shelf: Shelf[Any], name: str) -> None:
    one = shipped(shelf, name)
    assert len(WORD.findall(one.counter)) >= 8
    assert one.tier


@pytest.mark.parametrize("name", ids(PROTOCOLS))
def test_a_meeting_opens_agrees_asks_and_ends_in_three_ways(name: str) -> None:
    steps = {one.id: one for one in shipped(PROTOCOLS, name).steps}
    for wanted in ("check-in", "agreement", "open-questions", "what-next"):
        differing = [steps[wanted].online, steps[wanted].in_person, steps[wanted].blended]
        assert all(words and (words.say or words.do) for words in differing), wanted
        assert len({words.do for words in differing if words}) == 3
    for place in ("first", "last"):
        words = getattr(steps["check-in"], place)
        assert words and words.say != steps["check-in"].say, place
    assert steps["own-work"].first or steps["own-work"].last


@pytest.mark.parametrize("name", ids(DESIGNS))
def test_a_round_is_held_in_three_ways_and_its_decision_can_go_wrong(name: str) -> None:
    design = shipped(DESIGNS, name)
    assert sum(1 for one in design.steps if one.online and one.in_person and one.blended) >= 2
    assert any(one.watch for one in design.converge.steps)


@pytest.mark.parametrize("name", ids(CYCLES))
def test_a_rehearsal_is_held_in_three_ways(name: str) -> None:
    cycle = shipped(CYCLES, name)
    rehearse = next(one for one in cycle.steps if one.id == "rehearse")
    assert rehearse.online and rehearse.in_person and rehearse.blended
    assert len(cycle.roles) >= 2
