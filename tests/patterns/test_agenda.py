"""A session's steps for one meeting: chosen by place, worded by mode, stretched to the minutes given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialscaffold.patterns.agenda import Place, duties_at, fit, minutes_in, steps_at, words_at
from socialscaffold.patterns.challenges import challenge_kind, questions_for
from socialscaffold.patterns.library import DESIGNS, PROTOCOLS, ids, load
from socialscaffold.patterns.pattern import Duty, Session, Sign, Step, Words


def session(name: str) -> Session:
    found = load(PROTOCOLS if name == "action-learning-set" else DESIGNS, name)[0]
    assert found is not None
    return found


SET = session("action-learning-set")
STEPS = st.lists(
    st.builds(
        Step,
        id=st.just("x"),
        minutes=st.integers(0, 40),
        fixed=st.booleans(),
        per=st.sampled_from(["", "", "lens", "case"]),
    ),
    min_size=1,
    max_size=12,
)


def test_the_first_and_the_last_meeting_differ() -> None:
    names = {
        place: [one.id for one in steps_at(SET.steps, place)] for place in (Place(), Place(True), Place(last=True))
    }
    assert "agreement" in names[Place(True)] and "progress" not in names[Place(True)]
    assert "what-next" in names[Place(last=True)] and "review" not in names[Place(last=True)]
    assert "agreement" not in names[Place()] and "what-next" not in names[Place()]
    both = [one.id for one in steps_at(SET.steps, Place(True, True))]
    assert "agreement" in both and "what-next" in both


def test_a_stand_in_takes_the_minutes_of_the_other() -> None:
    steps = (Step("a", minutes=25), Step("b", minutes=5, only="last", instead_of="a"))
    assert [one.minutes for one in steps_at(steps, Place(last=True))] == [25, 25]


def test_words_go_from_the_general_to_the_particular() -> None:
    step = Step(
        "a",
        say="say",
        do="do",
        watch=(Sign("s", "t"),),
        online=Words(do="do online"),
        led_by_set=Words(do="a member does", say="a member says"),
        first=Words(say="say first"),
    )
    assert words_at(step, "in-person", Place()) == Words("say", "do", step.watch)
    assert words_at(step, "online", Place()) == Words("say", "do online", step.watch)
    assert words_at(step, "online", Place(first=True)) == Words("say first", "do online", step.watch)
    assert words_at(step, "online", Place(first=True), led_by_set=True).do == "a member does"


@given(STEPS, st.integers(0, 5), st.integers(0, 5), st.integers(0, 400))
def test_minutes_add_up_exactly_or_the_time_is_too_short(
    steps: list[Step], lenses: int, cases: int, total: int
) -> None:
    counts = {"lens": lenses, "case": cases}
    minutes = fit(steps, counts, total)
    if minutes is not None:
        times = [counts.get(one.per, 1) for one in steps]
        assert sum(given * often for given, often in zip(minutes, times, strict=True)) == total
        assert all(given > 0 or not one.minutes for given, one in zip(minutes, steps, strict=True))
        single = [one for one in steps if one.minutes and not one.fixed and not one.per]
        if single:
            for one, given in zip(steps, minutes, strict=True):
                assert not one.fixed or given == one.minutes


@pytest.mark.parametrize("name", ids(DESIGNS))
def test_a_design_fits_the_minutes_that_are_given(name: str) -> None:
    design = session(name)
    counts = dict(design.counts)
    assert fit(design.steps, counts, design.minutes.default) == tuple(one.minutes for one in design.steps)
    for total in range(design.minutes.min, 2 * design.minutes.default):
        assert fit(design.steps, counts, total) is not None
    if counts:
        more = {name: count + 2 for name, count in counts.items()}
        assert fit(design.steps, more, design.minutes.default) is not None
    assert fit(design.steps, counts, 5) is None


def test_longer_steps_grow_by_more() -> None:
    steps = (Step("a", minutes=10), Step("b", minutes=20), Step("c", minutes=5, fixed=True))
    assert fit(steps, {}, 65) == (20, 40, 5)
    assert minutes_in(steps, {}) == 35


@pytest.mark.parametrize(
    ("challenge", "kind"),
    [
        ("Open a difficult conversation with a fair, specific statement of the issue", "people"),
        ("Handle a charging objection for a given customer", "customer"),
        ("Decide grey areas of the conduct rules", "decision"),
        ("Lead the introduction of a new process", "change"),
        ("Weave baskets", ""),
        ("", ""),
    ],
)
def test_the_kind_of_a_challenge_shows_in_its_words(challenge: str, kind: str) -> None:
    assert challenge_kind(SET, challenge) == kind
    questions = questions_for(SET, challenge)
    assert len(questions) == len(set(questions)) >= (8 if kind == "" else 12)


def test_the_words_around_a_challenge_tell_its_kind_where_it_does_not() -> None:
    card = "Make a card that others use"
    assert challenge_kind(SET, card) == ""
    assert challenge_kind(SET, card, "Advising customers on charging") == "customer"
    assert challenge_kind(SET, "Lead a difficult talk", "For customers") == "people"


def test_what_is_done_before_a_meeting_depends_on_its_place_and_who_leads() -> None:
    duties = (
        Duty("always"),
        Duty("first", only="first"),
        Duty("member", led_by="set"),
        Duty("staff", led_by="facilitator"),
    )
    assert duties_at(duties, Place(first=True)) == ("always", "first", "staff")
    assert duties_at(duties, Place(), led_by_set=True) == ("always", "member")


def test_what_people_come_from_has_words_of_its_own_but_not_at_the_first_meeting() -> None:
    step = Step("a", say="say", after_practice=Words("after"), first=Words("first"))
    assert words_at(step, "online", Place(), come_from="practice").say == "after"
    assert words_at(step, "online", Place(), come_from="round").say == "say"
    assert words_at(step, "online", Place(first=True), come_from="practice").say == "first"
