"""What is written of the sets: the file that a build reads, the certificate beside it, and groups for an LMS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.plan.seated import Miss, Seated, Sets
from socialscaffold.source.table import write_csv
from socialscaffold.spec.sets_file import HOURS, LEADER, LEADS, NO, ROUND, SEAT, SetsFile
from socialscaffold.words.speech import EN, Speech


@dataclass(frozen=True, slots=True)
class Lms:
    """How an LMS takes groups: the columns for the login, the set and the course, and where the file is uploaded.

    `each`: one file for each set, which then needs no column of its own.
    """

    name: str
    login: str
    group: str
    course: str
    how: str
    each: bool = False


# The columns are those of each product's own documentation; docs/sets-commands.md names the pages.
LMS = {
    "moodle": Lms(
        "Moodle",
        "username",
        "group1",
        "course1",
        "Site administration, Users, Upload users, with “Update existing users only”.",
    ),
    "canvas": Lms("Canvas", "login_id", "group_name", "", "People, the tab of the group set, Import."),
    "openedx": Lms(
        "Open edX",
        "username",
        "cohort",
        "",
        "Instructor, Cohorts, assign learners by a CSV file; add the cohorts there first.",
    ),
    "teams": Lms(
        "Microsoft Teams",
        "Member object ID or user principal name [memberObjectIdOrUpn] Required",
        "",
        "",
        "Entra admin center, the group of each set's team, Members, Bulk operations, Import members.",
        each=True,
    ),
}


def sets_csv(file: SetsFile) -> bytes:
    """The file that a build reads: ids, sets and seats in the rota; and as far as there are any, who leads each set,
    who never leads, hours that take turns, and everyone's group in each round."""
    group = {name: {who: one for one, members in groups for who in members} for name, groups in file.circles}
    columns = ["learner", "set", SEAT]
    columns += [LEADER] * any(one.leader for one in file.sets)
    columns += [LEADS] * any(one.never for one in file.sets)
    columns += [HOURS] * any(one.hours for one in file.sets)
    columns += [f"{ROUND}{name}" for name in group]
    rows = (
        {
            "learner": who,
            "set": one.id,
            SEAT: str(seat),
            LEADER: one.leader,
            LEADS: NO if who in one.never else "",
            HOURS: " ".join(f"{hour:%H:%M}" for hour in one.hours) if seat == 1 else "",
            **{f"{ROUND}{name}": of.get(who, "") for name, of in group.items()},
        }
        for one in file.sets
        for seat, who in enumerate(one.members, 1)
    )
    return write_csv(rows, tuple(columns)).encode("utf-8")


def export_csv(lms: Lms, sets: Sets, logins: Mapping[str, str], course: str) -> bytes:
    """Groups as an LMS imports them, with each learner's login there. Cells that would be formulas are made inert."""
    columns = [one for one in (lms.login, lms.course, lms.group) if one]
    rows = [
        {lms.login: logins[who], lms.course: course, lms.group: name}
        for name, members in sets.items()
        for who in members
    ]
    return write_csv(rows, columns).encode("utf-8")


def counts(sizes: Sequence[int]) -> str:
    """How many learners sit in how many sets of which sizes, as `48 learners in 9 sets of 5 to 6`."""
    return f"{sum(sizes)} learners in {len(sizes)} sets of {EN.between(sizes)}"


def certificate(title: str, cohort: str, seed: int, seated: Seated, proof: Sequence[str] = ()) -> bytes:
    """What was wished for and what holds, counted from the sets themselves; ids and columns, never a cell.

    `proof` are sentences on how much better the sets could be.
    """
    sizes = sorted(len(one) for one in seated.sets.values())
    misses = seated.misses()
    size = seated.wanted.size
    lines = [
        f"# Sets of {cohort}: what holds",
        "",
        f"- Program: {title}",
        f"- {counts(sizes)} (wished for: {size.least} to {size.most}, best {size.target})",
        f"- Seed {seed}: the same roster, wishes and seed give these sets on any machine.",
        "- Counted from the sets themselves, by code that had no part in making them.",
        *(f"- {line}" for line in proof),
        "",
        "| wish | column | how firm | holds |",
        "|---|---|---|---|",
    ]
    whole = True
    for wish, column, firm in wished(seated):
        holds, words = verdict(seated, wish, column)
        whole &= holds
        lines.append(f"| {wish} | {column} | {firm} | {words} |")
    lines.append("")
    if misses:
        lines += ["## What does not hold", "", *(f"- {told(one)}" for one in misses), ""]
    elif whole:
        lines += ["Every wish holds in every set, and nothing can be better than that.", ""]
    return "\n".join(lines).encode("utf-8")


def wished(seated: Seated) -> list[tuple[str, str, str]]:
    """Every wish as (its name, the column, how firm it is)."""
    form = seated.wanted.form
    groups = (
        ("alike", form.alike), ("apart", form.apart), ("with", form.with_), ("pinned", form.pinned),
        ("never-alone", form.never_alone), ("spread", form.spread),
    )  # fmt: skip
    rows = [("sizes", "", "must")]
    rows += [(name, wish.column, wish.firm(name)) for name, wishes in groups for wish in wishes]
    return rows + ([("overlap", "time-zone", form.overlap.firm)] if form.overlap else [])


def is_known(seated: Seated, column: str) -> bool:
    """Whether the roster tells anything of a column; of the sizes no roster has to tell."""
    return not column or any(column in cells for cells in seated.cells.values())


def verdict(seated: Seated, wish: str, column: str, say: Speech = EN) -> tuple[bool, str]:
    """Whether a wish holds in every set, and that in words; what the roster does not tell is not called kept."""
    missed = [one for one in seated.misses() if (one.wish, one.column) == (wish, column)]
    sets = len({one.set for one in missed})
    places = sum(one.places for one in missed)
    if not is_known(seated, column):
        if seated.cells:
            return False, say("not known: the roster has no `{column}`", column=column)
        return False, say("not known: the roster is not here")
    if sets:
        off = say.plural("{number} place off", "{number} places off", places)
        return False, say.plural("not in {number} set ({off})", "not in {number} sets ({off})", sets, off=off)
    return True, say("everywhere")


def told(miss: Miss, say: Speech = EN) -> str:
    """One miss as a sentence, by ids and columns."""
    name, column, places = miss.set, miss.column, miss.places
    who = say.series(miss.ids[:6]) + (" …" if len(miss.ids) > 6 else "")
    match miss.wish:
        case "sizes":
            return say("{set} has {number} too many or too few members.", set=name, number=say.figure(places))
        case "spread":
            return say.plural(
                "{set} is {number} place off a fair share of `{column}`.",
                "{set} is {number} places off a fair share of `{column}`.",
                places, set=name, column=column,
            )  # fmt: skip
        case "alike":
            return say.plural(
                "{set} is not alike in `{column}`: {who} differs from the others.",
                "{set} is not alike in `{column}`: {who} differ from the others.",
                len(miss.ids), set=name, column=column, who=who,
            )  # fmt: skip
        case "never-alone":
            return say("{set} has a single member of a kind in `{column}`: {who}.", set=name, column=column, who=who)
        case "apart":
            pair = say.listed(miss.ids)
            return say(
                "{set} has {pair} together, who are to be apart (`{column}`).", set=name, column=column, pair=pair
            )
        case "with":
            one, other = miss.ids[0], miss.ids[-1]
            return say("{set} has {one} without {other} (`{column}`).", set=name, column=column, one=one, other=other)
        case "pinned":
            return say("{set} has {who}, whose `{column}` names another set.", set=name, column=column, who=who)
        case _:
            return say("{set} shares fewer working hours than wished for.", set=name)
