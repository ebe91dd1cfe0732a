"""One cohort as the `sets` commands see it: the people, their sets, what is wished for, and names for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.programs import opened, show
from socialscaffold.dataclass import dataclass
from socialscaffold.diagnostics import Diagnostic, error, has_errors, in_order
from socialscaffold.plan.asked import working_day
from socialscaffold.plan.make import make_plan
from socialscaffold.plan.model import Plan
from socialscaffold.plan.seated import Seated, Sets, Wanted
from socialscaffold.sets.sizes import Size
from socialscaffold.source.gate import Gate
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.content import read_content
from socialscaffold.spec.load import Sources, load
from socialscaffold.spec.people import EMAIL, NAME, TIME_ZONE, cells_of
from socialscaffold.spec.sets_file import read_sets
from socialscaffold.spec.tables import FOLDER, Table


@dataclass(frozen=True, slots=True)
class Company:
    """`sets` are those of the file, or those that were just formed; `cells` the roster's by learner and column."""

    gate: Gate
    folder: Path
    cohort: Cohort
    sources: Sources
    plan: Plan
    sets: Sets
    cells: Mapping[str, Mapping[str, str]]
    wanted: Wanted

    @property
    def seated(self) -> Seated:
        """The sets, counted."""
        return Seated(self.sets, self.cells, self.wanted)

    @property
    def file(self) -> Path:
        """The file of sets: the one that the cohort names, or its usual name."""
        return _file_of_sets(self.folder, self.cohort)


def _file_of_sets(folder: Path, cohort: Cohort) -> Path:
    return folder / FOLDER / (str(cohort.sets) if cohort.sets else f"{cohort.cohort}.sets.csv")


def company(
    program: Path,
    cohort: str,
    *,
    form: bool,
    language: str | None = None,
    goes_on: Callable[[Path], bool] | None = None,
) -> Company | None:
    """Read a cohort; with `form` its sets are formed from the roster, else they come from their file.

    `language` is one to say the program in that is not its own. `goes_on` is asked with the file of sets before any
    are formed, which may take long; where it says no it has told why, and None comes back.

    None where something must be mended first, which has then been told.
    """
    gate, name = opened(program)
    sources, read = load(gate, name, cohort, seated=False, language=language)
    found = list(read)
    if sources is None or sources.cohort is None or has_errors(found):
        _tell(found, gate)
        return None
    run = sources.cohort
    if goes_on is not None and not goes_on(_file_of_sets(gate.root, run)):
        return None
    if not form:
        rounds = tuple(one.id for one in sources.program.strategies.sense_making.rounds)
        seats = read_sets(gate, run, (), found, rounds)
        sources = replace(sources, sets=seats.sets, circles=seats.circles)
        if run.sets is None:
            seen = "The cohort names no file of sets."
            hint = "`socialscaffold sets form` makes one and says what to write into the cohort."
            found.append(error("SS-SET-022", seen, hint, run.at.of("cohort")))
    elif not sources.roster and run.roster is not None and not has_errors(found):
        found = [one for one in found if one.code != "SS-CSV-016"]
        seen = f"`{run.roster}`, the roster that the cohort names, is not here, and without it no sets can be formed."
        hint = f"Put the file into the folder `{FOLDER}`, beside the cohort, or correct its name."
        found.append(error("SS-SET-022", seen, hint, run.roster.span))
    elif not sources.roster:
        hint = "Write `roster: people.csv` (or .xlsx) into the cohort, and put the file beside it."
        found.append(error("SS-SET-022", "There is no roster to form sets from.", hint, run.at.of("roster")))
    else:
        found += unknown_columns(sources, run)
    if has_errors(found):
        _tell(found, gate)
        return None
    content, told = read_content(gate, sources)
    words = {path: one.words for path, one in content.articles.items()}
    plan, planned = make_plan(sources, words, {path: one.title for path, one in content.articles.items()})
    found += [*told, *(one for one in planned if one.code in _OURS or plan is None)]
    if plan is None or has_errors(found):
        _tell(found, gate)
        return None
    show(in_order(one for one in found if one.code in _OURS or one.code.startswith("SS-CSV")), gate)
    size = plan.program.strategies.support_network.sets.size
    whole = plan.program.strategies.support_network.sets.form
    meet = tuple(plan.mondays[one.week - 1] for one in plan.sets.meetings if one.week <= len(plan.mondays))
    wanted = Wanted(whole, Size(size.min or 2, size.target or 2, size.max or 2), meet, *working_day())
    cells = cells_of(sources.roster)
    named = {one.id: one.members for one in plan.sets.sets}
    return Company(gate, gate.root, run, sources, plan, named, cells, wanted)


def unknown_columns(sources: Sources, cohort: Cohort) -> Iterator[Diagnostic]:
    """Columns that the wishes name and the roster does not have: sets without them would not be what was meant."""
    form = sources.program.strategies.support_network.sets.form
    groups = (form.alike, form.apart, form.with_, form.pinned, form.never_alone, form.spread)
    wished = [wish.column for wishes in groups for wish in wishes] + ([TIME_ZONE] if form.overlap else [])
    there = dict(sources.roster[0].cells)
    missing = [f"`{one}`" for one in dict.fromkeys(wished) if one not in there]
    if missing:
        seen = f"The wishes of the program name {', '.join(missing)}, and the roster has no such column."
        hint = "Write one name in both places: in the roster's first line, and under `form:` in the program."
        yield error("SS-SET-025", seen, hint, cohort.at.of("roster"))


# What the plan tells of sets that are being formed; the rest is for `check`.
_OURS = ("SS-SET-002", "SS-SET-003", "SS-SET-010", "SS-SET-011", "SS-CSV-014")


def _tell(found: list[Diagnostic], gate: Gate) -> None:
    show(in_order(found), gate)
    screen.say(screen.summary(found) + ". Nothing was written.")


def names(of: Company, *, asked: bool) -> dict[str, str]:
    """Each learner's name by id, for a terminal alone: usage error (exit 2) for a file, a pipe or a CI log."""
    import typer

    if not asked:
        return {}
    if not sys.stdout.isatty():
        raise typer.BadParameter("names are shown on a terminal only, never in a file", param_hint="--show-names")
    return column(of, NAME)


def strangers(of: Company) -> Iterator[str]:
    """Sentences on who is on the roster and in no set, and who sits in a set and is not on the roster."""
    seated = {who for members in of.sets.values() for who in members}
    for missing, words in ((of.cells.keys() - seated, "no seat"), (seated - of.cells.keys(), "no row on the roster")):
        if missing and of.cells:
            some = sorted(missing)
            shown = ", ".join(some[:6]) + (f" and {len(some) - 6} more" if len(some) > 6 else "")
            yield f"{shown} {'has' if len(some) == 1 else 'have'} {words}; `sets repair` sees to it."


def seated_one(seated: Seated, who: str, option: str) -> None:
    """Refuse somebody who sits in no set (exit 2), with the id that may be meant; `option` is where it was typed."""
    import typer

    if seated.home(who) is None:
        near = did_you_mean(who, [one for members in seated.sets.values() for one in members])
        hint = f"did you mean `{near}`?" if near else "learners are called by their ids, as the file of sets has them"
        raise typer.BadParameter(f"`{who}` sits in no set; {hint}", param_hint=option)


def heads(of: Company) -> tuple[str, ...]:
    """The names of the roster's columns; none where it is not here."""
    if of.cohort.roster is None:
        return ()
    table = Table(of.gate, of.cohort.roster, ("learner",), [], "x", known=set())
    return tuple(table.rows[0].cells) if table.rows else ()


def column(of: Company, *wanted: str) -> dict[str, str]:
    """The first of these columns that the roster has, by learner; {} where it has none."""
    if of.cohort.roster is None:
        return {}
    table = Table(of.gate, of.cohort.roster, ("learner",), [], "x", known=set(wanted))
    people = list(table.people("learner", "a learner"))
    for name in wanted:
        if people and name in people[0][1].cells:
            return {who: row.cells[name] for who, row in people}
    return {}


LOGINS = ("username", "login-id", "login", "user-principal-name", EMAIL)
