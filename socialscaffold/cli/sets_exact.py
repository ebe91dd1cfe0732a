"""`sets form --exact`: sets that are proven best, by the extra `exact`."""

from __future__ import annotations

from dataclasses import replace

from socialscaffold.cli import screen
from socialscaffold.cli.company import Company
from socialscaffold.plan.asked import members_of, wishes_of
from socialscaffold.plan.make import make_plan
from socialscaffold.spec.sets_file import SeatedSet


def exactly(of: Company) -> tuple[Company, str]:
    """The company in the best sets that there are, and a sentence on that for the certificate.

    A usage error without the extra, and for more people than can be weighed.
    """
    import typer

    from socialscaffold.sets.exact import MOST_PEOPLE, available, proven
    from socialscaffold.sets.judged import judged

    people = len(of.sources.roster)
    if not available():
        screen.say('The exact solver is an extra: pip install "socialscaffold[exact]"', to_error=True)
        raise typer.Exit(2)
    if people > MOST_PEOPLE:
        seen = f"it weighs all ways of cutting up to {MOST_PEOPLE} learners, and these are {people}"
        raise typer.BadParameter(f"{seen}. Without it the certificate has a lower bound.", param_hint="--exact")
    if soft := [one.column for one in of.wanted.form.pinned if one.firm("pinned") != "must"]:
        seen = f"it weighs no pins that need not hold (`{soft[0]}`)"
        raise typer.BadParameter(f"{seen}. Write `must {soft[0]}`, or form without it.", param_hint="--exact")
    members, wishes = members_of(of.sources.roster, of.cohort.start), wishes_of(of.wanted.form)
    found = judged(members, wishes, of.wanted.size, [tuple(one) for one in of.sets.values()])
    best = proven(members, wishes, of.wanted.size, found)
    said = f"An exact solver weighed every way of cutting into as many sets: no misses weigh less than {best.cost}."
    if not best.best:
        said = f"An exact solver found nothing that weighs less than {best.cost}, but gave up before it had proven it."
    if best.sets == found.sets:
        return of, said
    named = {f"set-{number}": one for number, one in enumerate(best.sets, 1)}
    sources = replace(of.sources, sets=tuple(SeatedSet(name, one) for name, one in named.items()))
    plan, _ = make_plan(sources)
    return replace(of, plan=plan or of.plan, sets=named), said
