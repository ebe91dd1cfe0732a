"""`socialscaffold patterns`: what the library holds, and one pattern in full."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.programs import opened
from socialscaffold.diagnostics import Severity
from socialscaffold.patterns.catalogue import TITLES, Entry, entries, named, people, row, takes, whole
from socialscaffold.patterns.page import Line, sections
from socialscaffold.patterns.shelves import Shelves
from socialscaffold.source.suggest import did_you_mean

NARROWEST, WIDEST = 40, 120


def run_list(program: Path | None, strategy: str, format_: str) -> int:
    """Print every pattern, by strategy; exit code 1 where the program's own ones have something to mend."""
    import typer

    _known_format(format_)
    if strategy and strategy not in TITLES:
        raise typer.BadParameter(f"there are {', '.join(TITLES)}", param_hint="--strategy")
    shelves, code = _shelves(program)
    found = tuple(one for one in entries(shelves) if strategy in ("", one.pattern.strategy))
    if format_ == "json":
        screen.say(json.dumps([row(one) for one in found], ensure_ascii=False, indent=2))
    else:
        screen.say(as_list(found, width()))
    return code


def run_show(name: str, program: Path | None, format_: str) -> int:
    """Print one pattern in full."""
    import typer

    _known_format(format_)
    shelves, code = _shelves(program)
    among = entries(shelves)
    found = named(among, name)
    if not found:
        guess = did_you_mean(name, sorted({one.pattern.id for one in among}))
        hint = f"did you mean {guess}?" if guess else "`socialscaffold patterns` lists them all"
        raise typer.BadParameter(f"no pattern is called `{name}`; {hint}", param_hint="ID")
    if len(found) > 1:
        paths = " and ".join(one.path for one in found)
        raise typer.BadParameter(f"there are several: {paths}; say which", param_hint="ID")
    if format_ == "json":
        screen.say(json.dumps(whole(found[0]), ensure_ascii=False, indent=2))
    else:
        screen.say(as_page(found[0], width(), bold=screen.coloured(sys.stdout)))
    return code


def _known_format(format_: str) -> None:
    import typer

    if format_ not in ("pretty", "json"):
        raise typer.BadParameter("there are pretty and json", param_hint="--format")


def _shelves(program: Path | None) -> tuple[Shelves, int]:
    """The shelves of a program, with what is wrong on them told on stderr; the shipped ones without a program."""
    from socialscaffold.spec.load import load

    if program is None:
        return Shelves(), 0
    gate, name = opened(program)
    sources, found = load(gate, name)
    told = [one for one in found if sources is None or one.code.startswith("SS-PAT")]
    if told:
        screen.say(screen.as_text(told, gate.texts, colour=screen.coloured(sys.stderr)) + "\n", to_error=True)
    wrong = any(one.severity is not Severity.INFO for one in told)
    return (sources.shelves if sources else Shelves()), int(wrong)


def width() -> int:
    """How wide to print: the terminal, between what one can read and what one can hold to."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def as_list(found: tuple[Entry, ...], wide: int) -> str:
    """All patterns by strategy, each with its numbers and what it is for."""
    lines: list[str] = []
    for strategy, title in TITLES.items():
        here = [one for one in found if one.pattern.strategy == strategy]
        if not here:
            continue
        lines += [*([""] if lines else []), title, "=" * len(title)]
        for one in here:
            pattern = one.pattern
            kind = f"your own {one.kind}" if one.own else one.kind
            about = f"{kind}; {takes(pattern)}; {people(pattern.group)}; level {pattern.level}"
            lines += ["", f"{pattern.id}: {pattern.title}"]
            lines += _wrapped(about, wide, "    ")
            lines += _wrapped(" ".join(pattern.purpose.split()), wide, "    ")
    count = f"{len(found)} patterns. `socialscaffold patterns show ID` prints one in full."
    return screen.clean("\n".join([*lines, "", *_wrapped(count, wide, "")]))


def as_page(one: Entry, wide: int, *, bold: bool = False) -> str:
    """One pattern as a page: headings, then labelled lines that hang below their label."""

    def heading(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if bold else text

    whose = "your own" if one.own else "in the library"
    title = screen.clean(one.pattern.title)
    lines = [heading(title), "=" * len(title), f"{one.path}, {one.kind} {whose}"]
    for part in sections(one):
        lines.append("")
        if part.title:
            lines.append(heading(screen.clean(part.title)))
        for line in part.lines:
            laid = _laid(line, wide, inside=bool(part.title))
            if bold and line.label:
                laid[0] = laid[0].replace(line.label, f"\x1b[1m{line.label}\x1b[0m", 1)
            lines += laid
    return "\n".join(lines)


def _laid(line: Line, wide: int, *, inside: bool) -> list[str]:
    margin = "  " * (line.deep + inside)
    mark = "- " if inside and not line.label else ""
    text = f"{mark}{line.label} {line.text}".strip() if line.label else f"{mark}{line.text}"
    return _wrapped(screen.clean(text), wide, margin, margin + ("  " if inside else ""))


def _wrapped(text: str, wide: int, margin: str, below: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        wide,
        initial_indent=margin,
        subsequent_indent=margin if below is None else below,
        break_on_hyphens=False,
        break_long_words=False,
    )
