"""The states of answers: what the files say, what follows from days and revisions, and which answer speaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.marks import Span
from socialscaffold.plan.answers import ORDER, answers_of, state_of, told
from socialscaffold.source.kinds import Text
from socialscaffold.spec.program import Message
from socialscaffold.spec.region import STATES, Answer, Region

from .conftest import Case

TODAY = dt.date(2027, 3, 1)
PROMPT = Text("rules", Span(""))


def answer(status: str = "accepted", revision: int | None = None, until: dt.date | None = None) -> Answer:
    return Answer(id="a", prompt=PROMPT, text="x", status=status, revision=revision, until=until)


def state(case: Case, prompt: str, region: str, day: dt.date | None = None) -> str:
    checked = case.checked()
    assert checked.plan is not None, checked.found
    (one,) = (each for each in answers_of(checked.plan, day) if (each.prompt, each.region) == (prompt, region))
    if day is None:
        (planned,) = (each for each in checked.plan.prompts if each.id == prompt)
        assert dict(planned.states)[region] == one.state, "documents and tables tell the same"
    return one.state


@given(st.lists(st.sampled_from(ORDER), max_size=5), st.booleans(), st.booleans())
def test_the_answer_that_came_furthest_speaks(states: list[str], essential: bool, late: bool) -> None:
    seen = told(states, essential=essential, late=late)
    assert seen == told(states[::-1], essential=essential, late=late)
    if states:
        assert seen in states and all(ORDER.index(one) <= ORDER.index(seen) for one in states)
    else:
        assert seen == ("missing" if essential and late else "asked")


@given(
    st.sampled_from(STATES),
    st.none() | st.integers(1, 4),
    st.none() | st.integers(1, 4),
    st.integers(1, 4),
    st.booleans(),
)
def test_an_answer_is_stale_only_where_it_stands_and_its_message_is_newer(
    status: str, own: int | None, based_on: int | None, now: int, over: bool
) -> None:
    region = Region(region="NO", based_on=(("m", based_on),) if based_on else ())
    until = TODAY - dt.timedelta(days=1) if over else TODAY
    seen = state_of(answer(status, own, until), Message(text="m", revision=now), "m", region, TODAY)
    if status in ("rejected", "withdrawn", "expired"):
        assert seen == status
    elif over:
        assert seen == "expired"
    else:
        assert seen == ("stale" if (own or based_on or now) < now else status)


def test_an_essential_answer_is_missing_once_its_week_is_over(
    case: Callable[[], Case],
) -> None:
    made = case()
    assert state(made, "rules", "NO") == "accepted"
    assert state(made, "where-shared", "NO") == "asked"
    checked = made.checked()
    assert checked.plan is not None
    end = checked.plan.mondays[5] + dt.timedelta(days=6)
    assert state(made, "where-shared", "NO", end) == "asked"
    assert state(made, "where-shared", "NO", end + dt.timedelta(days=1)) == "missing"


def test_a_region_that_alone_has_no_file_misses_what_is_essential(case: Callable[[], Case]) -> None:
    made = case()
    (made.folder / "regions" / "GB.yaml").unlink()
    assert state(made, "rules", "GB") == "missing"
    for name in ("NO", "DE"):
        (made.folder / "regions" / f"{name}.yaml").unlink()
    assert state(made, "rules", "GB") == "asked", "where nobody keeps a file, nobody has forgotten one"


def test_a_withdrawn_answer_keeps_its_id_and_needs_no_words(case: Callable[[], Case]) -> None:
    made = case()
    text = (made.folder / "regions/NO.yaml").read_text("utf-8")
    head, _, _ = text.partition("answers:")
    made.write("regions/NO.yaml", head + "answers:\n  - {id: NO-rules-1, prompt: rules, status: withdrawn}\n")
    assert state(made, "rules", "NO") == "withdrawn"


@pytest.mark.parametrize(
    ("answers", "seen"),
    [
        ("- {id: NO-1, prompt: rules, status: accepted}", "has no `text`"),
        ("- {id: NO-1, prompt: rules, text: a}\n  - {id: NO-1, prompt: words, text: b}", "Two answers are called"),
    ],
)
def test_answers_that_can_t_be_told_apart_are_told(case: Callable[[], Case], answers: str, seen: str) -> None:
    made = case()
    head, _, _ = (made.folder / "regions/NO.yaml").read_text("utf-8").partition("answers:")
    found = made.write("regions/NO.yaml", f"{head}answers:\n  {answers}\n").checked().found
    (one,) = (each for each in found if seen in each.message)
    assert one.hint and one.span and one.span.file == "regions/NO.yaml"
