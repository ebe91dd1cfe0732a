"""`socialscaffold check`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.days import day_of_check
from socialscaffold.cli.programs import opened, show
from socialscaffold.compiler import Checked, check
from socialscaffold.diagnostics import Diagnostic
from socialscaffold.source.gate import Gate


@dataclass(frozen=True)
class Asked:
    """How the findings are told: which, in what form, and from which weight on they fail."""

    format: str = "pretty"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_level: str = "warn"
    every: bool = False
    statistics: bool = False
    baseline: Path | None = None
    update_baseline: bool = False


def run_check(
    program: Path,
    cohort: str | None,
    regions: tuple[str, ...] | None,
    as_of: str | None,
    asked: Asked,
    *,
    watch: bool = False,
    language: str | None = None,
) -> int:
    """Check and print; exit code 1 where something was found that weighs at least `asked.fail_level`.

    With `language` it is checked as a build in that language would be.
    """
    _wrong_call(asked, watch)
    if language:
        from socialscaffold.cli.formats import known_language

        known_language(language)
    code = 0

    def look() -> Gate:
        nonlocal code
        gate, name = opened(program, account=watch)
        code = _tell(check(gate, name, cohort, regions, day_of_check(as_of), language), gate, name, asked)
        return gate

    if watch:
        from socialscaffold.cli.watch import watch as watched

        return watched(look, screen.say)
    look()
    return code


def _wrong_call(asked: Asked, watch: bool) -> None:
    """Usage errors (exit 2) for options that there are not, or that don't go together."""
    import typer

    from socialscaffold.report.chosen import FAIL_LEVELS, begins

    if asked.format != "pretty":
        from socialscaffold.report.forms import FORMS

        if asked.format not in FORMS:
            raise typer.BadParameter(f"there are pretty, {', '.join(FORMS)}", param_hint="--format")
    if asked.fail_level not in FAIL_LEVELS:
        raise typer.BadParameter(f"there are {', '.join(FAIL_LEVELS)}", param_hint="--fail-level")
    if asked.statistics and asked.format not in ("pretty", "json"):
        raise typer.BadParameter("goes with pretty and json", param_hint="--statistics")
    if asked.update_baseline and asked.baseline is None:
        raise typer.BadParameter("needs --baseline FILE, the file to write", param_hint="--update-baseline")
    if watch and (asked.format != "pretty" or asked.update_baseline):
        raise typer.BadParameter("is for people who look on: it goes with pretty alone", param_hint="--watch")
    if not asked.select and not asked.ignore:
        return
    from socialscaffold.review.catalogue import known_codes

    for option, beginnings in (("--select", asked.select), ("--ignore", asked.ignore)):
        for one in beginnings:
            if not one or not any(begins(code, one) for code in known_codes()):
                told = f"no finding has a code that begins with `{one}`; `socialscaffold rules --all` lists them"
                raise typer.BadParameter(told, param_hint=option)


def _tell(checked: Checked, gate: Gate, name: str, asked: Asked) -> int:
    """Print what was found in the form asked for; the exit code."""
    from socialscaffold.report.chosen import chosen, fails

    found: Sequence[Diagnostic] = chosen(checked.found, asked.select, asked.ignore)
    notes: list[str] = []
    if asked.baseline is not None:
        from socialscaffold.cli.baseline import compared, update

        if asked.update_baseline:
            wrong = update(found, asked.baseline)
            count = len(found)
            screen.say(wrong or f"{asked.baseline}: {count} finding{'s' * (count != 1)} written down.", to_error=True)
            return int(bool(wrong))
        compared_to = compared(found, asked.baseline)
        found = compared_to.found
        notes = _about_baseline(asked.baseline, compared_to.known, compared_to.gone)
    if asked.format == "pretty":
        _pretty(checked, found, gate, asked, notes)
    else:
        screen.say(_in_form(found, gate, name, asked))
        for note in notes:
            screen.say(note, to_error=True)
    return int(fails(found, asked.fail_level))


def _about_baseline(path: Path, known: int, gone: int) -> list[str]:
    told = []
    if known:
        told.append(f"{known} finding{'s' * (known != 1)} of {path} not told again.")
    if gone:
        told.append(f"{gone} of {path} no longer found: write it anew with --update-baseline.")
    return told


def _pretty(checked: Checked, found: Sequence[Diagnostic], gate: Gate, asked: Asked, notes: Sequence[str]) -> None:
    if asked.statistics:
        screen.say(_statistics(found) or "Nothing to count.")
    else:
        show(found, gate, every=asked.every)
    if checked.plan is not None:
        weeks = ", ".join(str(week.minutes) for week in checked.plan.weeks)
        screen.say(
            f"{checked.plan.program.title}: {len(checked.plan.weeks)} weeks of {weeks} minutes "
            f"(at most {checked.plan.budget}), {len(checked.plan.sets.sets)} sets."
        )
    for note in notes:
        screen.say(note)
    screen.say(screen.summary(found) or "Nothing to mend.")


def _statistics(found: Sequence[Diagnostic]) -> str:
    from socialscaffold.report.chosen import counted
    from socialscaffold.review.catalogue import entry

    rows = []
    for code, severity, count in counted(found):
        page = entry(code)
        rows.append(f"{count:>5}  {code:<13}{severity:<6}{page.title if page else ''}".rstrip())
    return "\n".join(rows)


def _in_form(found: Sequence[Diagnostic], gate: Gate, name: str, asked: Asked) -> str:
    if asked.statistics:
        return _counts_as_json(found)
    from socialscaffold import __version__
    from socialscaffold.report.forms import in_form
    from socialscaffold.report.report import Report

    return screen.clean(in_form(asked.format, Report(found, _prefix(gate.root), name, __version__)))


def _counts_as_json(found: Sequence[Diagnostic]) -> str:
    import json

    from socialscaffold.report.chosen import counted

    rows = [{"code": code, "severity": str(severity), "count": count} for code, severity, count in counted(found)]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _prefix(root: Path) -> str:
    """How the program's folder is reached from here, with `/` between folders: code hosts want it so."""
    try:
        inside = os.path.relpath(root).replace(os.sep, "/")
    except ValueError:  # another drive
        inside = root.resolve().as_posix()
    if inside == ".":
        return ""
    return f"{root.resolve().as_posix() if inside.startswith('..') else inside}/"
