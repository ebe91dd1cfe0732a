"""The proven best sets of a small roster, by a solver that looks at all of them (the extra `exact`: ortools).

The search of `form` says how low the cost can go by a bound for each value alone. Where wishes stand in each
other's way that bound stays below what can be had; here every way of cutting a pool into as many sets is weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from socialscaffold.sets.form import gathered, improved
from socialscaffold.sets.formed import Formed, Proof
from socialscaffold.sets.musts import Musts
from socialscaffold.sets.priced import priced
from socialscaffold.sets.prices import prices
from socialscaffold.sets.problem import Problem
from socialscaffold.sets.sizes import Size
from socialscaffold.sets.unmet import broken
from socialscaffold.sets.wishes import Member, Wishes

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT

    Seat = Mapping[tuple[int, int], IntVar]

MOST_PEOPLE = 60
# The solver's own measure of work, which is the same on any machine; about so many seconds.
EFFORT = 60.0


def available() -> bool:
    """Whether the extra is installed."""
    from importlib.util import find_spec

    try:
        return find_spec("ortools") is not None
    except ModuleNotFoundError:  # somebody hides it
        return False


def proven(members: Iterable[Member], wishes: Wishes, size: Size, formed: Formed, effort: float = EFFORT) -> Formed:
    """The formed sets, or cheaper ones where there are any; a pool's proof says `exact` where nothing can be cheaper.

    Sizes within the bounds are free; the pools and the number of their sets stay. All that must hold does already, and
    for at most `MOST_PEOPLE` people: else a ValueError. After so much effort an answer without proof is given.
    ModuleNotFoundError without the extra.
    """
    by_id = {one.id: one for one in sorted(members, key=lambda one: one.id)}
    if len(by_id) > MOST_PEOPLE or not formed.holds:
        raise ValueError(f"only sets of up to {MOST_PEOPLE} people in which all that must hold does can be proven best")
    musts = Musts(by_id.values(), wishes, size)
    made = []
    for proof in formed.proofs:
        sets = [formed.sets[number] for number in proof.sets]
        if proof.best:
            made.append((tuple(sets), proof))
            continue
        found, sure = _solved(by_id, wishes, size, musts, sets, proof, effort)
        start = [[(who,) for who in one] for one in found]
        again, told = improved(start, by_id, wishes, 0, mixed=proof.mixed, turns=0)
        made.append((again, replace(told, exact=sure)))
    best = gathered(made, by_id, wishes, [one for one in formed.unmet if not one.ids])
    if best.holds and not broken(best.sets, by_id, wishes, size):
        return best
    return formed


def _solved(
    by_id: Mapping[str, Member],
    wishes: Wishes,
    size: Size,
    musts: Musts,
    sets: Sequence[tuple[str, ...]],
    proof: Proof,
    effort: float,
) -> tuple[list[tuple[str, ...]], bool]:
    """One pool's cheapest sets, and whether it is sure that they are."""
    from ortools.sat.python import cp_model

    names = sorted(who for one in sets for who in one)
    number = {who: place for place, who in enumerate(names)}
    problem, _ = priced([by_id[who] for who in names], wishes, proof.mixed)
    tied = [[number[one] for one in unit if one in number] for unit in musts.units()]
    blocks = [one for one in tied if one]
    blocks += [[who] for who in range(len(names)) if not any(who in one for one in blocks)]
    blocks.sort(key=lambda one: (-len(one), one))
    model = cp_model.CpModel()
    most_sets = len(sets)
    seat = _seats(model, blocks, most_sets)
    sizes = [_size(model, seat, len(names), place, size) for place in range(most_sets)]
    cost: list[LinearExprT] = [
        *_values(model, problem, seat, sizes, size),
        *_pairs(model, problem, seat, most_sets),
    ]
    model.minimize(sum(cost))
    _hinted(model, seat, blocks, [[number[who] for who in one] for one in sets])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or solver.objective_value >= proof.cost:
        return list(sets), status == cp_model.OPTIMAL
    rows: list[list[str]] = [[] for _ in range(most_sets)]
    for (who, place), here in seat.items():
        if solver.value(here):
            rows[place].append(names[who])
    return [tuple(sorted(row)) for row in rows if row], status == cp_model.OPTIMAL


def _seats(model: CpModel, blocks: Sequence[Sequence[int]], most_sets: int) -> Seat:
    """A switch for each person and set; blocks move whole, and sets come in the order of their first blocks."""
    seat: dict[tuple[int, int], IntVar] = {}
    whole = [
        [model.new_bool_var(f"b{block}s{place}") for place in range(min(block + 1, most_sets))]
        for block in range(len(blocks))
    ]
    for block, (members, places) in enumerate(zip(blocks, whole, strict=True)):
        model.add_exactly_one(places)
        for place, here in enumerate(places):
            for who in members:
                seat[who, place] = here
            if place:
                before = [whole[other][place - 1] for other in range(block) if place - 1 < len(whole[other])]
                model.add(here <= sum(before))
    return seat


def _size(model: CpModel, seat: Seat, people: int, place: int, size: Size) -> IntVar:
    """How many sit in a set, within the bounds."""
    many = model.new_int_var(size.least, size.most, f"size{place}")
    model.add(many == sum(seat[who, place] for who in range(people) if (who, place) in seat))
    return many


def _values(model: CpModel, problem: Problem, seat: Seat, sizes: Sequence[IntVar], size: Size) -> list[IntVar]:
    """What each set costs for each value, by its size and by how many of it have the value."""
    table = prices(problem.values, problem.people, size.most)
    found = []
    for column in problem.columns:
        for value in sorted(set(column) - {-1}):
            who = [one for one, cell in enumerate(column) if cell == value]
            for place, many in enumerate(sizes):
                rows = [
                    (seats, count, int(table[value, seats, count]))
                    for seats in range(size.least, size.most + 1)
                    for count in range(min(seats, len(who)) + 1)
                ]
                count = model.new_int_var(0, min(size.most, len(who)), "")
                cost = model.new_int_var(0, max(row[2] for row in rows), "")
                model.add(count == sum(seat[one, place] for one in who if (one, place) in seat))
                model.add_allowed_assignments([many, count, cost], rows)
                found.append(cost)
    return found


def _pairs(model: CpModel, problem: Problem, seat: Seat, most_sets: int) -> list[LinearExprT]:
    """What pairs cost in one set, or apart."""
    price: dict[tuple[int, int], int] = {}
    for named in problem.named:
        for who, other in enumerate(named.others):
            if other >= 0:
                pair = (min(who, other), max(who, other))
                price[pair] = price.get(pair, 0) + named.cost
    for one in range(problem.people) if problem.kinds else ():
        for other in range(one + 1, problem.people):
            cost = problem.clash[problem.kinds[one]][problem.kinds[other]]
            if cost:
                price[one, other] = price.get((one, other), 0) + cost
    found: list[LinearExprT] = []
    for (one, other), cost in sorted(price.items()):
        near = model.new_bool_var("")
        for place in range(most_sets):
            mine, yours = seat.get((one, place), 0), seat.get((other, place), 0)
            model.add(near >= mine + yours - 1)
            model.add(near <= 1 - mine + yours)
        # To be parted costs what sitting together would save.
        found.append(cost * near if cost > 0 else -cost * (1 - near))
    return found


def _hinted(model: CpModel, seat: Seat, blocks: Sequence[Sequence[int]], sets: Sequence[Sequence[int]]) -> None:
    """Begin with the sets that the search found."""
    home = {who: number for number, one in enumerate(sets) for who in one}
    order = list(dict.fromkeys(home[one[0]] for one in blocks))
    for block in blocks:
        for place in range(len(order)):
            if (block[0], place) in seat:
                model.add_hint(seat[block[0], place], int(order.index(home[block[0]]) == place))
