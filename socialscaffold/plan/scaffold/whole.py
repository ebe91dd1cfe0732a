"""The whole program: everything that was said, and a default for everything that was not."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.patterns.shelves import Shelves
from socialscaffold.plan.assume import Assumptions
from socialscaffold.plan.ledger import Ledger
from socialscaffold.plan.scaffold.frame import (
    with_evaluation,
    with_kick_off,
    with_managers,
    with_time_and_people,
)
from socialscaffold.plan.scaffold.ownership import with_engagement, with_localization, with_messages
from socialscaffold.plan.scaffold.practice import with_cycles, with_rounds
from socialscaffold.plan.scaffold.sets import with_sets
from socialscaffold.spec.program import Managers, Program
from socialscaffold.spec.strategies import SupportNetwork


def whole_program(program: Program, made: Assumptions, shelves: Shelves) -> Program:
    """`program` with nothing left to be decided. What stands in a week stays there; the rest goes where room is."""
    program = with_messages(with_kick_off(with_time_and_people(program, made), made), made)
    effort = program.effort.learner
    ledger = Ledger(program.weeks, effort.minutes if effort else 0)
    for module in program.modules:
        for one in module.activities:
            ledger.take(module.week, one.minutes or 0)
    _take_managers(program.managers, ledger)
    strategies = program.strategies
    sets = with_sets(program, made, ledger, shelves)
    strategies = replace(strategies, support_network=SupportNetwork(sets, strategies.support_network.at))
    # A manager's two moments stand at the start and the end; what may move goes around them.
    program = with_managers(replace(program, strategies=strategies), made, ledger)
    strategies = replace(
        strategies,
        sense_making=with_rounds(program, made, ledger, shelves),
        application=with_cycles(program, made, ledger, shelves),
    )
    program = replace(program, strategies=strategies)
    engagement, sets = with_engagement(program, made, ledger, shelves)
    strategies = replace(
        strategies,
        engagement=engagement,
        support_network=SupportNetwork(sets, strategies.support_network.at),
        localization=with_localization(program, made, ledger, shelves),
    )
    program = replace(program, strategies=strategies)
    return with_evaluation(program, made)


def _take_managers(managers: Managers, ledger: Ledger) -> None:
    for moment in (managers.before, managers.during, managers.after):
        if moment and moment.week:
            ledger.take(moment.week, moment.minutes or 0)
