"""A cohort's tables: CSV or XLSX files beside it, named in it. No cell is ever told but ids that are well formed."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from socialscaffold.diagnostics import Diagnostic, Severity, error, has_errors, warn
from socialscaffold.marks import Span
from socialscaffold.regex import regex
from socialscaffold.source.gate import Gate
from socialscaffold.source.kinds import Text
from socialscaffold.source.suggest import did_you_mean
from socialscaffold.source.table import Row, read_table
from socialscaffold.source.zones import zone_names

FOLDER = "cohorts"
MISSING = "SS-FILE-001"
# An address or a full name is no id, so no finding and no page can show one by mistake.
PERSON = regex(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
SET = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60
LARGEST = 40 * 1024 * 1024
# What people call these columns, too.
ALSO = {
    "learner": ("learner id", "learners", "participant", "participant id", "id"),
    "facilitator": ("facilitator id", "facilitators"),
    "set": ("set id", "group"),
    "time-zone": ("tz", "time zones"),
}
_MOST_FINDINGS = 20


class Table:
    """The rows of one file. `wrong` adds a finding at a row, up to twenty of them; `read` is False without rows.

    `columns` must be there, `known` may be. Both are matched kindly: `Time Zone` is `time-zone`, and `Learner ID` is
    `learner`; rows then hold the names that were asked for. A name that is nearly one of them is told.

    `without` says what follows where the file is not there and need not be; empty: it must be.
    """

    def __init__(
        self,
        gate: Gate,
        named: Text,
        columns: tuple[str, ...],
        found: list[Diagnostic],
        without: str = "",
        known: Collection[str] = (),
    ) -> None:
        self.path = f"{FOLDER}/{named}"
        self.rows: tuple[Row, ...] = ()
        self.read = False
        self._found, self._told = found, 0
        data, told = gate.read_bytes(self.path, named.span, LARGEST)
        if without and [one.code for one in told] == [MISSING]:
            found.append(_left_out(named, without))
            return
        found += told
        if data is None:
            return
        rows, told = read_table(data, self.path)
        found += told
        if not rows and not told:
            seen = "The table has a heading and no rows."
            hint = "Write a row for each person, or leave the file out of the cohort until you know them."
            found.append(error("SS-CSV-001", seen, hint, Span(self.path, 1, 1, 1, 2)))
        if rows:
            rows = _renamed(rows, (*columns, *sorted(known)))
            told = tuple(self._unlike(rows[0].cells, columns, known))
            found += told
            if has_errors(told):
                return
        self.rows, self.read = rows, bool(rows)

    def _unlike(
        self, head: Mapping[str, str], columns: tuple[str, ...], known: Collection[str]
    ) -> Iterator[Diagnostic]:
        """Columns that are missing, and those that may have been meant by another name."""
        place = Span(self.path, 1, 1, 1, 2)
        spare = [name for name in head if name not in columns and name not in known]
        for name in columns:
            if name not in head:
                guess = did_you_mean(name, spare)
                hint = f"Is it the column `{guess}`?" if guess else f"The table needs {_listed(columns)}."
                yield error("SS-CSV-010", f"The column `{name}` is missing.", hint, place)
        for name in sorted(set(known) - set(columns)):
            guess = did_you_mean(name, spare) if name not in head else None
            if guess:
                seen = f"There is no column `{name}`, but one called `{guess}`."
                yield warn("SS-CSV-017", seen, f"If it is meant, call it `{name}`; it is not read as it stands.", place)

    def has(self, column: str) -> bool:
        """Whether the table has that column."""
        return bool(self.rows) and column in self.rows[0].cells

    def place(self, row: Row) -> Span:
        """Where a row stands."""
        return Span(self.path, row.number, 1, row.number, 2)

    def wrong(self, row: Row, code: str, seen: str, hint: str) -> None:
        """Tell what is wrong in a row; `seen` and `hint` hold no cell but a well-formed id."""
        self._told += 1
        if self._told <= _MOST_FINDINGS:
            self._found.append(error(code, seen, hint, self.place(row)))

    def zones(self, people: Iterable[tuple[str, Row]], column: str) -> Iterator[Diagnostic]:
        """A warning for each of the people whose time zone nobody knows, up to twenty; without the cell."""
        guesses: dict[str, str | None] = {}
        told = 0
        for who, row in people:
            zone = row.cells.get(column, "")
            if zone and zone not in zone_names() and told < _MOST_FINDINGS:
                told += 1
                guess = guesses.setdefault(zone, did_you_mean(zone, zone_names()))
                hint = f"Did you mean `{guess}`?" if guess else "Write it as `Europe/Oslo`, or leave the cell empty."
                seen = f"The `{column}` of `{who}` (row {row.number}) is no time zone, so these hours are not known."
                yield warn("SS-CSV-021", seen, hint, self.place(row))

    def people(self, column: str, what: str) -> Iterator[tuple[str, Row]]:
        """The rows with a well-formed id in `column` (`what`: a learner, a facilitator), each id once.

        Ids that differ in case or punctuation only are one: files are named after them.
        """
        seen: dict[str, int] = {}
        for row in self.rows:
            name = row.cells[column]
            if not name:
                hint = f"Write {what}'s id into the column `{column}`, or delete the row."
                self.wrong(row, "SS-CSV-011", f"Row {row.number} has an empty `{column}`.", hint)
            elif not is_id(name):
                hint = "Write a short id such as `L07`: letters, digits and hyphens. Pages show it, so it is no name."
                self.wrong(row, "SS-CSV-013", f"The `{column}` of row {row.number} is no id.", hint)
            elif (same := name.lower().replace("_", "-").replace(".", "-")) in seen:
                seen_text = f"`{name}` of row {row.number} stands in row {seen[same]} already."
                self.wrong(row, "SS-CSV-012", seen_text, f"{what.capitalize()} has one row: delete one of them.")
            else:
                seen[same] = row.number
                yield name, row


def _left_out(named: Text, so: str) -> Diagnostic:
    """A file of sets is enough for a build without names."""
    hint = "That is right where names are kept away, such as on a build server. Elsewhere correct the file's name."
    return Diagnostic("SS-CSV-016", Severity.INFO, f"`{named}` is not here, so {so}.", hint, named.span)


def _renamed(rows: tuple[Row, ...], asked: Iterable[str]) -> tuple[Row, ...]:
    """The rows with the names that are asked for in place of those that only look otherwise."""
    head = rows[0].cells
    names: dict[str, str] = {}
    for name in asked:
        alike = [one for one in head if _plain(one) in (_plain(name), *map(_plain, ALSO.get(name, ())))]
        if name not in head and len(alike) == 1 and alike[0] not in names:
            names[alike[0]] = name
    if not names:
        return rows
    return tuple(Row(row.number, {names.get(name, name): cell for name, cell in row.cells.items()}) for row in rows)


def _plain(name: str) -> str:
    """`Time Zone`, `time_zone` and `TIMEZONE` are one."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


def is_id(text: str) -> bool:
    """Whether a text may be a person's id."""
    plain = text.isalnum() and text.isascii()
    return len(text) <= LONGEST_ID and (plain or PERSON.fullmatch(text) is not None)


def is_set_id(text: str) -> bool:
    """Whether a text may be a set's id: files are named after it."""
    return len(text) <= LONGEST_ID and SET.fullmatch(text) is not None


def _listed(columns: tuple[str, ...]) -> str:
    names = [f"`{name}`" for name in columns]
    return "the column " + names[0] if len(names) == 1 else f"the columns {', '.join(names[:-1])} and {names[-1]}"
