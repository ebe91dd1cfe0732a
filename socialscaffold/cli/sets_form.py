"""`socialscaffold sets form`, `repair` and `swap`: what writes the file of sets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.company import Company, company, names, seated_one, unknown_columns
from socialscaffold.cli.programs import show
from socialscaffold.cli.sets_picture import picture
from socialscaffold.output.keep import keep
from socialscaffold.output.sets_files import certificate, sets_csv, told
from socialscaffold.output.sets_roles import roles_told
from socialscaffold.plan.asked import members_of, wishes_of
from socialscaffold.plan.filed import Filed, filed_again, filed_anew
from socialscaffold.plan.repaired import Move, repaired
from socialscaffold.plan.seated import Seated


def run_form(program: Path, cohort: str, out: Path | None, *, again: bool, exact: bool = False) -> int:
    """Form, show, and write; sets that are there already stay, unless they are to be formed `again`.

    `exact`: the best sets that there are, by an extra.
    """
    import typer

    def is_free(usual: Path) -> bool:
        file = out or usual
        if file.is_dir():
            raise typer.BadParameter(f"`{file}` is a folder; name a file in it", param_hint="--out")
        if not file.parent.is_dir():
            raise typer.BadParameter(f"there is no folder `{file.parent}`", param_hint="--out")
        if again or not file.exists():
            return True
        screen.paragraph(
            f"{file} holds sets already, and a running cohort is never reshuffled. `sets repair` seats who joined and "
            "moves as few as possible; `--again` forms all of them anew and keeps the old file.",
            to_error=True,
        )
        return False

    with _waiting("Forming the sets"):
        of = company(program, cohort, form=True, goes_on=is_free)
    if of is None:
        return 1
    file = out or of.file
    proof = ""
    if exact:
        from socialscaffold.cli.sets_exact import exactly

        with _waiting("Weighing every way of cutting"):
            of, proof = exactly(of)
        screen.say(f"{proof}\n")
    with _waiting("Forming the home groups of rounds"):
        filed = filed_anew(of.sources, of.plan)
    seated = of.seated
    screen.say(picture(seated))
    screen.say()
    if wrong := _write(of, seated, filed, file, aside=again, proof=proof):
        return wrong
    if out is None and of.cohort.sets is None:
        screen.paragraph(f"Write `sets: {file.name}` into the cohort, so that every build uses them.")
    return 0


def run_repair(program: Path, cohort: str, *, yes: bool, show_names: bool) -> int:
    """Show who moves and why, and write it when it is wanted."""
    of = _with_roster(company(program, cohort, form=False))
    if of is None:
        return 1
    called = names(of, asked=show_names)
    members = members_of(of.sources.roster, of.cohort.start)
    with _waiting("Looking for the fewest moves"):
        made = repaired(of.seated, members, wishes_of(of.wanted.form), of.cohort.seed)
    after = Seated(made.sets, of.cells, of.wanted)
    if not made.moves:
        screen.say("Everybody has a seat, and nobody needs to move.")
        return _verdict(after)
    stayed = sum(map(len, of.sets.values())) - sum(1 for one in made.moves if one.before)
    for one in made.moves:
        screen.paragraph(_move(one, called), "  ")
    screen.say(f"\n{stayed} stay where they are.\n")
    screen.say(picture(after))
    screen.say()
    return _write_when_wanted(of, after, yes) or _verdict(after)


def run_swap(program: Path, cohort: str, one: str, other: str, *, yes: bool, show_names: bool) -> int:
    """Show what an exchange would change, and write it when it is wanted."""
    import typer

    of = _with_roster(company(program, cohort, form=False))
    if of is None:
        return 1
    before = of.seated
    called = names(of, asked=show_names)
    for who in (one, other):
        seated_one(before, who, "LEARNER")
    if one == other:
        raise typer.BadParameter(f"`{one}` stands there twice; name two learners", param_hint="LEARNER")
    if before.home(one) == before.home(other):
        screen.say(f"`{one}` and `{other}` sit in {before.home(one)} already: nothing to exchange.")
        return 0
    after = before.exchanged(one, other)
    screen.say(
        f"{_called(one, called)} goes to {before.home(other)}, {_called(other, called)} to {before.home(one)}.\n"
    )
    lost = [each for each in after.misses() if each not in before.misses()]
    won = [each for each in before.misses() if each not in after.misses()]
    firm = [each for each in lost if each.strength == "must"]
    soft = [each for each in lost if each.strength != "must"]
    for words, changed in (("No longer true", won), ("New", soft), ("New, and against what must hold", firm)):
        for each in changed:
            screen.paragraph(f"{words}: {told(each)}", "  ")
    if not lost:
        screen.say("Every wish holds as well as before.")
    screen.say()
    if firm:
        screen.paragraph("Something that must hold would be broken, so nothing was written.")
        return 1
    return _write_when_wanted(of, after, yes)


def _with_roster(of: Company | None) -> Company | None:
    if of is not None and not of.cells:
        screen.paragraph(
            "The roster is not here, and without it nobody can tell what people have in common. Run it again where the "
            "roster lies beside the cohort.",
            to_error=True,
        )
        return None
    if of is not None and (wrong := list(unknown_columns(of.sources, of.cohort))):
        show(wrong, of.gate)
        screen.say(f"{screen.summary(wrong)}. Nothing was written.")
        return None
    return of


def _write_when_wanted(of: Company, seated: Seated, yes: bool) -> int:
    """Write with `yes`, or after a question on a terminal; without either say how."""
    import typer

    if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        screen.say("Nothing was written. Run it again with `--yes` to write it.")
        return 1
    if not yes and not typer.confirm("Write it?"):
        screen.say("Nothing was written.")
        return 1
    return _write(of, seated, filed_again(of.sources, of.plan, seated.sets), of.file, aside=True)


def _write(of: Company, seated: Seated, filed: Filed, file: Path, *, aside: bool, proof: str = "") -> int:
    paper = file.with_name(f"{file.name.removesuffix('.csv')}.certificate.md")
    roles = roles_told(filed)
    with _waiting("Checking what holds"):
        counted = _proof(of, seated)
    said = [*counted, *([proof] if proof else []), *roles]
    told_of = certificate(of.plan.program.title, of.cohort.cohort, of.cohort.seed, seated, said)
    if wrong := keep([(paper, told_of), (file, sets_csv(filed.file))], aside=aside):
        screen.paragraph(wrong, to_error=True)
        return 1
    for line in roles:
        screen.paragraph(line, "  ")
    screen.paragraph(f"{file} holds the sets, {paper.name} beside it what holds of the wishes. Both have ids alone.")
    led = any(one.leader for one in filed.file.sets)
    also = ["who leads"] * led + ["who meets whom in the rounds"] * bool(filed.file.circles)
    if also:
        table = "; the table of facilitators stays as it is" if led else ""
        screen.paragraph(f"It also says {' and '.join(also)}{table}.")
    return 0


def _proof(of: Company, seated: Seated) -> list[str]:
    """How much better the sets could be, by the bound of the search, which is worked out again by the verifier."""
    from socialscaffold.sets.judged import judged
    from socialscaffold.sets.verify import verify

    members, wishes = members_of(of.sources.roster, of.cohort.start), wishes_of(of.wanted.form)
    made = judged(members, wishes, of.wanted.size, list(seated.sets.values()))
    faults = verify(members, wishes, of.wanted.size, made)
    least = sum(one.bound for one in made.proofs)
    lines = [f"The misses weigh {made.cost}; no sets of these sizes can have less than {least}."]
    if made.best:
        lines = [f"The misses weigh {made.cost}, and it is proven that no sets of these sizes have less."]
    if any(one.firm("pinned") != "must" for one in of.wanted.form.pinned):
        lines.append("Pins that need not hold are not counted in this; each that fails is told below.")
    return [*lines, *(f"The verifier does not agree: {one}." for one in faults)]


def _verdict(seated: Seated) -> int:
    return int(any(one.strength == "must" for one in seated.misses()))


def _move(one: Move, called: dict[str, str]) -> str:
    who = _called(one.who, called)
    if not one.after:
        return f"{who} leaves {one.before}: {one.why}."
    if not one.before:
        return f"{who} joins {one.after}."
    return f"{who} moves from {one.before} to {one.after}: {one.why}."


def _called(who: str, called: dict[str, str]) -> str:
    return f"`{who}` ({screen.clean(called[who])})" if called.get(who) else f"`{who}`"


@contextmanager
def _waiting(what: str) -> Iterator[None]:
    """A line on a terminal once it takes longer than a second; nothing in CI or a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Event, Thread

    from rich.console import Console

    done = Event()

    def wait() -> None:
        if not done.wait(1):
            with Console(stderr=True).status(f"{what} …"):
                done.wait()

    line = Thread(target=wait, daemon=True)
    line.start()
    try:
        yield
    finally:
        done.set()
        line.join()
