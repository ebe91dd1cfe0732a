"""`socialscaffold sets explain` and `export`: what reads the sets and leaves them as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.company import LOGINS, Company, column, company, heads, names, seated_one, strangers
from socialscaffold.cli.formats import known_language
from socialscaffold.cli.sets_picture import picture, shares
from socialscaffold.output.keep import keep
from socialscaffold.output.sets_files import LMS, export_csv, told
from socialscaffold.output.sets_page import balance_page
from socialscaffold.plan.aliases import aliases_of
from socialscaffold.plan.seated import Seated
from socialscaffold.source.suggest import did_you_mean

_SWAPS = 5


def run_explain(
    program: Path,
    cohort: str,
    learner: str | None,
    html: Path | None,
    *,
    show_names: bool,
    language: str | None = None,
) -> int:
    """Show the balance of all sets, or one learner's place; write the page where it is asked for, in the program's
    language or in the one that is named."""
    import typer

    if language:
        known_language(language)
        if html is None:
            raise typer.BadParameter("is for the page: add --html FILE", param_hint="--language")
    of = company(program, cohort, form=False, language=language)
    if of is None:
        return 1
    seated = of.seated
    called = names(of, asked=show_names)
    if not of.cells:
        screen.say("The roster is not here: of the wishes only the sizes can be looked at.\n")
    if learner is None:
        screen.say(picture(seated))
        for line in strangers(of):
            screen.paragraph(f"\n{line}")
        for line in _aliases(of):
            screen.say(line)
    else:
        seated_one(seated, learner, "--learner")
        for line in _place(of, seated, learner, called):
            screen.paragraph(line, "  ")
    if html is not None:
        title, aliases = of.plan.program.title, aliases_of(of.sources)
        if wrong := keep([(html, balance_page(title, of.cohort.cohort, seated, aliases, of.plan.say))]):
            screen.paragraph(wrong, to_error=True)
            return 1
        screen.say(f"\n{html} shows the same as a page.")
    return 0


def _aliases(of: Company) -> Iterator[str]:
    """Facilitators whom papers call by an alias."""
    aliases = aliases_of(of.sources)
    leads = dict.fromkeys(
        [*(one.id for one in of.sources.leads), *(one.leader for one in of.sources.sets if one.leader)]
    )
    other = [one for one in leads if aliases.of(one) != one]
    if other:
        yield ""
        yield "Papers and calendars show an alias in the place of an id that could name somebody:"
        yield from (f"  {who} is {aliases.of(who)}" for who in other)


def _place(of: Company, seated: Seated, who: str, called: dict[str, str]) -> Iterator[str]:
    name = seated.home(who) or ""
    mates = [one for one in seated.sets[name] if one != who]

    def said(one: str) -> str:
        return f"{one} ({screen.clean(called[one])})" if called.get(one) else one

    yield f"{said(who)} sits in {name} with {', '.join(map(said, mates))}."
    alias = aliases_of(of.sources).of(who)
    if alias != who:
        yield f"Pages that are passed on show {alias} for {who}."
    yield ""
    yield from _reasons(of, seated, who, mates)
    yield from shares(seated, name)
    wrong = [one for one in seated.of(name, seated.sets[name]) if who in one.ids]
    yield from (f"  Not as wished: {told(one)}" for one in wrong)
    yield ""
    prices = sorted(
        (seated.price(who, other), other) for members in seated.sets.values() for other in members if other not in mates
    )
    prices = [(price, other) for price, other in prices if other != who]
    if not prices:
        return
    yield "What it would cost to change places (0: as good as now; 10: one thing that should be; 1,000: one that must):"
    for price, other in prices[:_SWAPS]:
        yield f"  {price:>+6,}  with {said(other)} of {seated.home(other)}"
    free = sum(price <= 0 for price, _ in prices)
    firm = sum(price >= 1000 for price, _ in prices)
    yield f"  Of {len(prices)} exchanges {free} cost nothing, and {firm} break something that must hold."


def _reasons(of: Company, seated: Seated, who: str, mates: list[str]) -> Iterator[str]:
    """What ties somebody to a set: by columns and ids, never by a cell."""
    form = of.wanted.form
    for wish in form.alike:
        same = [one for one in mates if seated.cell(one, wish.column) == seated.cell(who, wish.column)]
        yield f"  alike in {wish.column}: {len(same)} of {len(mates)} others"
    for wish in form.pinned:
        if pin := seated.cell(who, wish.column):
            here = pin == seated.home(who)
            yield f"  pinned to this set by {wish.column}" if here else f"  pinned to another set by {wish.column}"
    for wish in form.with_:
        for other in mates:
            if other == seated.cell(who, wish.column) or who == seated.cell(other, wish.column):
                yield f"  with {other}: {wish.column}"
    for wish in form.apart:
        other = seated.cell(who, wish.column)
        if other in seated.cells and other not in mates:
            yield f"  apart from {other}, who sits in {seated.home(other)}: {wish.column}"
    for wish in form.never_alone:
        same = [one for one in mates if seated.cell(one, wish.column) == seated.cell(who, wish.column)]
        if seated.cell(who, wish.column):
            yield (
                f"  not alone in {wish.column}: {len(same)} more of the same kind"
                if same
                else f"  alone in {wish.column}"
            )


def run_export(
    program: Path,
    cohort: str,
    to: str,
    out: Path | None,
    login: str | None,
    course: str | None,
    round_: str | None = None,
) -> int:
    """Write groups for an LMS; with the ids of learners where the roster has no logins."""
    import typer

    if to not in LMS:
        near = did_you_mean(to, LMS)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(LMS)}"
        raise typer.BadParameter(f"`{to}` is none of them; {hint}", param_hint="--to")
    of = company(program, cohort, form=False)
    if of is None:
        return 1
    groups = of.sets if round_ is None else _groups(of, round_)
    lms = LMS[to]
    if to == "openedx" and any("@" in one for one in column(of, *((login,) if login else LOGINS)).values()):
        lms = replace(lms, login="email")
    logins = column(of, *((login,) if login else LOGINS))
    people = [who for members in groups.values() for who in members]
    if login and not logins:
        near = did_you_mean(login, heads(of))
        hint = f"; did you mean `{near}`?" if near else ""
        raise typer.BadParameter(f"the roster has no column `{login}`{hint}", param_hint="--login")
    if missing := [who for who in people if not logins.get(who)]:
        if logins:
            shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
            screen.paragraph(f"No login stands in the roster for {shown}. Nothing was written.", to_error=True)
            return 1
        logins = {who: who for who in people}
        screen.paragraph("The roster is not here or has no logins, so the file has the learners' ids in their place.")
    what = f"{of.cohort.cohort}.{round_}" if round_ else of.cohort.cohort
    file = out or of.file.with_name(f"{what}.{to}{'' if lms.each else '.csv'}")
    short = course or of.plan.program.id
    if lms.each:
        file.mkdir(parents=True, exist_ok=True)
        files = [(file / f"{name}.csv", export_csv(lms, {name: one}, logins, short)) for name, one in groups.items()]
    else:
        files = [(file, export_csv(lms, groups, logins, short))]
    personal = any(logins[who] != who for who in people)
    if wrong := keep(files, private=personal):
        screen.paragraph(wrong, to_error=True)
        return 1
    screen.paragraph(f"{file} has {len(people)} learners in {len(groups)} groups for {lms.name}.")
    screen.paragraph(f"Upload it: {lms.how}")
    if to == "moodle" and any("@" in logins[who] for who in people):
        screen.paragraph(
            "The logins are e-mail addresses, and Moodle looks for user names. Where these are something else, name "
            "the roster's column with them: `--login COLUMN`."
        )
    if personal:
        screen.paragraph("It holds logins: share it with those alone who need it, and delete it when it is uploaded.")
    return 0


def _groups(of: Company, name: str) -> dict[str, tuple[str, ...]]:
    """The home groups of a round; a usage error (exit 2) where there is no such round, or nobody is in its groups."""
    import typer

    known = dict(of.sources.circles)
    if name in known:
        return {f"{name}-{group}": members for group, members in known[name]}
    rounds = [one.id for one in of.plan.rounds]
    near = did_you_mean(name, rounds)
    hint = f"did you mean `{near}`?" if near else f"there are {', '.join(rounds) or 'none'}"
    if name in rounds:
        hint = "the file of sets has no groups of it; `sets form` forms them"
    raise typer.BadParameter(f"`{name}` has no groups here; {hint}", param_hint="--round")
