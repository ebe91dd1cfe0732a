"""Forming sets: quality, seconds and memory of whole processes: `python3 benchmarks/sets.py [people ...]`.

Rosters are drawn here, skewed as real ones are: a department has half as many people as the one before. Each figure is
the worst of five seeds. `python3 benchmarks/sets.py case KIND PEOPLE SEED` runs one case in this process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialscaffold.sets.sizes import Size
    from socialscaffold.sets.wishes import Member, Wishes

ROOT = Path(__file__).resolve().parent.parent
SEEDS = range(5)
CASES = {
    "spread": (60, 600, 6_000, 100_000),
    "conflicting": (24,),
    "bonds": (60, 600, 6_000),
    "repair": (60, 600, 6_000),
    "rounds": (60, 600),
    "clash": (600, 10_000),
}
ROUNDS = {60: 5, 600: 10}


def roster(people: int, seed: int) -> list[dict[str, str]]:
    """Rows with department, seniority, region, a woman in five, and for some a manager and a buddy."""
    chance = Random(seed)

    def skewed(many: int, name: str) -> str:
        return name + str(chance.choices(range(many), [1 / (place + 1) for place in range(many)])[0])

    rows = [
        {
            "learner": f"p{number:06}",
            "department": skewed(8, "d"),
            "seniority": skewed(4, "s"),
            "region": skewed(6, "r"),
            "woman": "yes" if chance.random() < 0.2 else "",
            "buddy": "",
            "manager": "",
        }
        for number in range(people)
    ]
    for number, row in enumerate(rows):
        if number % 10 == 0 and number + 1 < people:
            row["buddy"] = f"p{number + 1:06}"
        if chance.random() < 0.15:
            manager = chance.randrange(people)
            if manager // 10 != number // 10:  # a buddy who is the manager is a clash, which has figures of its own
                row["manager"] = f"p{manager:06}"
    return rows


def case(kind: str, people: int, seed: int) -> dict[str, float]:
    """One case: what is left to be wished for."""
    sys.path.insert(0, str(ROOT))
    from socialscaffold.sets.form import form
    from socialscaffold.sets.sizes import Size
    from socialscaffold.sets.wishes import Member, Wishes

    size, spread = Size(5, 6, 7), ("department", "seniority", "region")
    members = [Member(row["learner"], row) for row in roster(people, seed)]
    wishes = Wishes(spread=spread, never_alone=("woman",))
    if kind in ("bonds", "clash"):
        wishes = Wishes(spread=spread, never_alone=("woman",), apart=("manager",), with_=("buddy",))
    if kind == "rounds":
        from socialscaffold.sets.rounds import repeated, rounds

        return {"pairs that meet again": repeated(rounds(members, Wishes(), Size(6, 6, 6), ROUNDS[people], seed))}
    if kind == "clash":
        return clash(members, wishes, size)
    if kind == "conflicting":
        return conflicting(members, size, seed)
    formed = form(members, wishes, size, seed)
    alone = sum(one.wish == "never-alone" for one in formed.unmet)
    told = {"hard": sum(one.hard for one in formed.unmet), "cost": formed.cost, "alone": alone}
    if kind != "repair":
        return told | {"proven best": int(formed.best)}
    from socialscaffold.sets.repair import repair

    chance = Random(seed + 1)
    stay = [one for one in members if chance.random() >= 0.05]
    fresh = [Member("n" + one.id[1:], one.attributes) for one in members[: people - len(stay)]]
    mended = repair([*stay, *fresh], wishes, size, formed.sets, seed)
    hard = sum(one.hard for one in mended.formed.unmet)
    return {"hard": hard, "cost": mended.formed.cost, "moved %": round(100 * len(mended.moved) / len(stay), 1)}


def clash(members: list[Member], wishes: Wishes, size: Size) -> dict[str, float]:
    """Buddies of whom one manages the other, one in a hundred: whether the clash is named, and how many are counted."""
    from socialscaffold.sets.conflict import clashes
    from socialscaffold.sets.wishes import Member, Wishes

    cells = {one.id: dict(one.attributes) for one in members}
    for one in members[::100]:
        cells[one.id]["manager"] = cells[one.id]["buddy"]
    wishes = Wishes(apart=("manager",), with_=("buddy",))
    found = clashes([Member(who, row) for who, row in cells.items()], wishes, size)
    named = [sorted(must.wish for must in one.musts) == ["apart", "with"] for one in found]
    return {"named": int(named == [True]), "of them": found[0].more + 1 if found else 0}


def conflicting(members: list[Member], size: Size, seed: int) -> dict[str, float]:
    """Wishes that stand in each other's way: how far the search stays from the proven best."""
    from socialscaffold.sets.exact import available, proven
    from socialscaffold.sets.form import form
    from socialscaffold.sets.wishes import Wishes

    wishes = Wishes(
        spread=("department", "seniority", "region"),
        never_alone=("woman", "department"),
        apart=("manager",),
        with_=("buddy",),
    )
    formed = form(members, wishes, size, seed)
    best = proven(members, wishes, size, formed) if available() and formed.holds else formed
    return {"over the best": formed.cost - best.cost, "proven best": int(best.best)}


def measured(kind: str, people: int, seed: int) -> tuple[dict[str, float], float, float, int]:
    """What a case of its own process leaves, wall seconds, CPU seconds and megabytes at the most."""
    begun = time.monotonic()
    words = [sys.executable, __file__, "case", kind, str(people), str(seed)]
    alone = dict(os.environ, OPENBLAS_NUM_THREADS="1")
    process = subprocess.Popen(words, stdout=subprocess.PIPE, env=alone)
    assert process.stdout is not None
    told = json.loads(process.stdout.read())
    _, _, usage = os.wait4(process.pid, 0)
    return told, time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def main() -> None:
    """Print a row for each case."""
    wanted = {int(word) for word in sys.argv[1:]}
    print("| case | people | worst of five | CPU s (median) | s (median) | MB |\n|---|---|---|---|---|---|")
    for kind, sizes in CASES.items():
        for people in sizes:
            if wanted and people not in wanted:
                continue
            runs = [measured(kind, people, seed) for seed in SEEDS]
            worst = {name: (min if name == "proven best" else max)(run[0][name] for run in runs) for name in runs[0][0]}
            told = ", ".join(f"{name} {value}" for name, value in worst.items())
            wall, cpu = sorted(run[1] for run in runs)[2], sorted(run[2] for run in runs)[2]
            most = max(run[3] for run in runs)
            print(f"| {kind} | {people:,} | {told} | {cpu:.2f} | {wall:.2f} | {most} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["case"]:
        print(json.dumps(case(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
    else:
        main()
