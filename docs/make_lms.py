"""Write docs/lms.md from the presets and the codes: `python3 docs/make_lms.py` with the project installed."""

from __future__ import annotations

from pathlib import Path

from socialscaffold.inspect.package import CODES
from socialscaffold.targets.lms import Lms, presets

HEAD = """# Which file your LMS takes

This page is made from `socialscaffold/targets/lms.yaml` by `python3 docs/make_lms.py`. Each value has its reason and
where that comes from; “tried” means that packages were played in that LMS.

`socialscaffold build my-program --lms moodle` makes what Moodle takes and says how to import it. The presets are
{names}.
For an LMS that is not among them, take SCORM 1.2: nearly every LMS plays it.

| LMS | take | and, for what that can't do |
|---|---|---|
{rows}

A SCORM or cmi5 package is the learner's page: it keeps what each learner wrote and ticked. It has no discussions. A
cartridge is the discussions, pages and quizzes as the LMS's own activities; it does not report progress in the program
as one thing. Most programs want both, side by side.
"""
FOOT = """## What a cartridge can't carry

- **An ordering question** becomes a choice between whole orders (SS-PKG-020): the format has no question in which
  things are put into order.
- **A question with two answers** gets a third, “I don’t know yet” (SS-PKG-022): the format asks for three.
- **The pass mark of a quiz** (SS-PKG-021): set it in the LMS.
- **Groups**: there is one topic for all sets. Let the LMS show each group its own.
- **Dates**: weeks are the order of the modules, and with `--cohort` each says on which day it begins. Open them by hand,
  or set their dates in the LMS.

## When an LMS refuses a package

Ask `socialscaffold package check FILE`. It takes packages of any tool, reads them without unpacking them, and names the
cause and the remedy. With `--format json` another program can read it. With `--schemas FOLDER` it also asks the
standard's own schemas (`pip install 'socialscaffold[schemas]'`); these belong to the standards bodies and don't come
with us. Exit code 0: nothing to mend; 1: something to mend; 2: the command was called wrongly.

| code | what it tells |
|---|---|
{codes}
"""


def section(one: Lms) -> str:
    """One LMS: what to take, how to import it, what to set."""
    lines = [f"## {one.name}", "", f"`socialscaffold build my-program --lms {one.id}`", ""]
    for take in one.packages:
        lines += [f"### `…-{take.file}`", "", take.holds, ""]
        lines += [f"{number}. {step}" for number, step in enumerate(take.steps, 1)]
        lines += ["", f"Why: {take.why} ({take.source})", ""]
    if one.settings:
        lines += ["### Then set", ""]
        lines += [f"- {each.set} {each.why} ({each.source})" for each in one.settings]
        lines += [""]
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    known = presets()
    rows = []
    for one in known.values():
        first, *others = (f"`…-{take.file}`" for take in one.packages)
        rows.append(f"| {one.name} | {first} | {', '.join(others) or 'nothing else'} |")
    names = ", ".join(f"`{name}`" for name in known)
    codes = [f"| {code} | {what} |" for code, what in CODES.items()]
    parts = [HEAD.format(names=names, rows="\n".join(rows)), *map(section, known.values())]
    return "\n".join([*parts, FOOT.format(codes="\n".join(codes))])


if __name__ == "__main__":
    Path(__file__).with_name("lms.md").write_text(page(), "utf-8", newline="\n")
