"""Turns and meetings have names that last, and what is wrong with a name is told where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from socialscaffold.plan.resolve.occasions import occasion_ids

if TYPE_CHECKING:
    from conftest import Case

TURNS = "        weeks: [2, 4, 6]\n"
MEETINGS = "meetings: {weeks: [1, 2, 4, 5, 7, 8], minutes"


def test_a_name_is_given_or_is_the_week() -> None:
    assert occasion_ids("talk", [2, 5], []) == ("talk-week-2", "talk-week-5")
    assert occasion_ids("talk", [1, 2, 5], []) == ("talk-week-1", "talk-week-2", "talk-week-5")
    assert occasion_ids("talk", [2, 6], [(6, "week-5")]) == ("talk-week-2", "talk-week-5")
    assert occasion_ids("meeting", [3, 3], []) == ("meeting-week-3", "meeting-week-3-2")


def test_names_of_the_program_reach_the_plan(case: Callable[[], Case]) -> None:
    named = case().change(
        (TURNS, TURNS + "        ids: {4: second}\n"),
        (MEETINGS, "meetings: {weeks: [1, 2, 4, 5, 7, 8], ids: {12: reunion}, minutes"),
        file="program.yaml",
    )
    plan = named.checked().plan
    assert plan is not None
    assert [one.id for one in plan.cycles[0].turns] == [
        f"real-conversation-{name}" for name in ("week-2", "second", "week-6")
    ]
    assert [one.id for one in plan.sets.meetings][-2:] == ["meeting-reunion", "meeting-week-20"]


@pytest.mark.parametrize(
    ("swap", "seen", "hint"),
    [
        (
            (TURNS, TURNS + "        ids: {5: second}\n"),
            "`second` is the name of something in week 5, in which no turn of `real-conversation` starts.",
            "it may be one of 2, 4, 6.",
        ),
        (
            (MEETINGS, "meetings: {weeks: [1, 2, 4, 5, 7, 8], ids: {3: late}, minutes"),
            "`late` is the name of something in week 3, in which no set meets.",
            "it may be one of 1, 2, 4, 5, 7, 8, 12, 20.",
        ),
        (
            (TURNS, TURNS + "        ids: {6: week-4}\n"),
            "The id `real-conversation-week-4` stands twice, in week 4 and in week 6.",
            "give this another id.",
        ),
        (("id: ride-along", "id: meeting-week-4"), "The id `meeting-week-4` stands twice", "give this another id."),
        (("id: run-demo", "id: manager-after"), "The id `manager-after` stands twice", "give this another id."),
    ],
)
def test_a_name_that_leads_nowhere_or_stands_twice_is_told(
    case: Callable[[], Case], swap: tuple[str, str], seen: str, hint: str
) -> None:
    ((message, remedy, file, line),) = case().change(swap, file="program.yaml").told("SS-YAML-003")
    assert message.startswith(seen) and remedy.endswith(hint)
    text = (case().folder / "program.yaml").read_text("utf-8").splitlines()
    assert file == "program.yaml" and line > 1 and len(text) > line
