from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from socialscaffold.marks import Span
from socialscaffold.plan import leads as module
from socialscaffold.plan.leads import Led, Meetings, shared_out
from socialscaffold.plan.model import ActionLearningSet
from socialscaffold.spec.people import Lead
from socialscaffold.spec.wishes import Form, Wish

FORM = Form(alike=(Wish("language"),), apart=(Wish("line-manager"),))
MEETINGS = Meetings((dt.date(2027, 1, 19),), 120, (8, 18))
LANGUAGES = ["no", "de", ""]


def lead(name: str, most: int | None = None, **cells: str) -> Lead:
    return Lead(name, (), Span(""), most, tuple((key.replace("_", "-"), cell) for key, cell in cells.items()))


def one_set(number: int, *members: str, facilitator: str = "") -> ActionLearningSet:
    return ActionLearningSet(f"set-{number}", len(members), members, facilitator=facilitator)


def shared(sets: list[ActionLearningSet], leads: list[Lead], cells: dict[str, dict[str, str]]) -> Led:
    return shared_out(sets, leads, cells, FORM, MEETINGS)


def test_sets_are_shared_equally() -> None:
    made = shared([one_set(number, f"L{number}") for number in range(1, 8)], [lead("F1"), lead("F2"), lead("F3")], {})
    assert sorted(made.loads.values()) == [2, 2, 3] and not made.left and made.proven


def test_nobody_leads_who_reports_to_them() -> None:
    cells = {"L1": {"line-manager": "F1"}, "L2": {"line-manager": "F1"}}
    made = shared([one_set(1, "L1"), one_set(2, "L2"), one_set(3, "L3")], [lead("F1"), lead("F2")], cells)
    assert made.leaders == {"set-1": "F2", "set-2": "F2", "set-3": "F1"}
    assert shared([one_set(1, "L1")], [lead("F1")], cells).left == ("set-1",)


def test_nobody_leads_the_set_in_which_they_sit() -> None:
    assert shared([one_set(1, "P1", "L2"), one_set(2, "L3")], [lead("P1"), lead("F2")], {}).leaders["set-1"] == "F2"


def test_the_most_that_somebody_takes_is_kept_and_what_is_left_is_told() -> None:
    sets = [one_set(number, f"L{number}") for number in range(1, 6)]
    made = shared(sets, [lead("F1", 1), lead("F2", 2)], {})
    assert made.loads == {"F1": 1, "F2": 2} and len(made.left) == 2


def test_who_leads_already_goes_on() -> None:
    made = shared([one_set(1, "L1", facilitator="F1"), one_set(2, "L2")], [lead("F1"), lead("F2")], {})
    assert made.leaders == {"set-1": "F1", "set-2": "F2"}


def test_a_facilitator_whose_working_day_has_room_comes_first_and_another_before_nobody() -> None:
    cells = {f"L{number}": {"time-zone": "Asia/Tokyo"} for number in (1, 2)}
    sets = [one_set(1, "L1"), one_set(2, "L2")]
    leads = [lead("F1", time_zone="America/New_York"), lead("F2", time_zone="Asia/Seoul")]
    assert shared(sets, leads, cells).loads == {"F2": 2}
    leads[1] = lead("F2", 1, time_zone="Asia/Seoul")
    assert shared(sets, leads, cells).loads == {"F1": 1, "F2": 1}


CASES = st.tuples(
    st.lists(st.tuples(st.sampled_from(LANGUAGES), st.sampled_from(["", "F0", "F1"])), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from([None, 0, 1, 2]), st.sampled_from(LANGUAGES)), min_size=1, max_size=3),
)


def posed(
    case: tuple[list[tuple[str, str]], list[tuple[int | None, str]]],
) -> tuple[list[ActionLearningSet], list[Lead], dict[str, dict[str, str]]]:
    rows, people = case
    sets = [one_set(number, f"L{number}") for number in range(len(rows))]
    leads = [lead(f"F{number}", most, language=language) for number, (most, language) in enumerate(people)]
    cells = {f"L{number}": {"language": language, "line-manager": boss} for number, (language, boss) in enumerate(rows)}
    return sets, leads, cells


@settings(deadline=None)
@given(CASES)
def test_no_choice_of_all_there_are_has_more_sets_led_or_shares_them_more_equally(
    case: tuple[list[tuple[str, str]], list[tuple[int | None, str]]],
) -> None:
    sets, leads, cells = posed(case)
    made = shared(sets, leads, cells)

    def may(one: ActionLearningSet) -> list[str]:
        said = cells[one.members[0]]
        return [
            each.id
            for each in leads
            if said["line-manager"] != each.id
            and (not said["language"] or dict(each.cells)["language"] in ("", said["language"]))
        ]

    def weighed(choice: tuple[str, ...]) -> tuple[int, int] | None:
        loads = Counter(filter(None, choice))
        if any(each.most is not None and loads[each.id] > each.most for each in leads):
            return None
        return choice.count(""), sum(many * many for many in loads.values())

    choices = [value for value in map(weighed, product(*(["", *may(one)] for one in sets))) if value]
    assert weighed(tuple(made.leaders.get(one.id, "") for one in sets)) == min(choices)
    assert all(made.leaders.get(one.id, "") in ("", *may(one)) for one in sets)


@settings(deadline=None)
@given(CASES)
def test_many_are_shared_by_the_same_rules(case: tuple[list[tuple[str, str]], list[tuple[int | None, str]]]) -> None:
    sets, leads, cells = posed(case)
    given_ = module._Choice(leads, cells, FORM, MEETINGS).by_kind(sets, {})
    loads = Counter(filter(None, given_.values()))
    for one in sets:
        said, who = cells[one.members[0]], given_[one.id]
        assert not who or said["line-manager"] != who
    assert all(each.most is None or loads[each.id] <= each.most for each in leads)


def test_thousands_are_shared_equally_by_language() -> None:
    sets = [one_set(number, f"L{number}") for number in range(2_000)]
    cells = {f"L{number}": {"language": "no" if number % 3 else "de"} for number in range(2_000)}
    leads = [lead(f"F{number}", language="no" if number % 3 else "de") for number in range(60)]
    made = shared(sets, leads, cells)
    assert not made.left and max(made.loads.values()) - min(made.loads.values()) <= 1 and made.proven
