"""Run by test_specs in a process of its own: `check_driver.py CASES FOLDER [SEED COUNT]` prints JSON.

Every case goes through the command itself (`socialscaffold check FOLDER --cohort c --format json`), called in this
process so that hundreds of them take seconds. Told of each: its exit code, CPU seconds, and what is wrong with what
it printed.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "source")]

from command import COHORT, called  # noqa: E402
from hostile import cases as hostile_files  # noqa: E402
from hostile import peak_of_this_program  # noqa: E402

EXAMPLES = HERE.parents[1] / "examples"
NAUGHTY = HERE.parent / "parts" / "node_modules" / "big-list-of-naughty-strings" / "blns.json"
LONGEST = 200  # letters of a case's name that are told

SMALL = """\
socialscaffold: 1
id: difficult-conversations
audience: {role: New managers, learners: 18}
weeks: 6
outcomes: {open-fairly: Open a difficult conversation fairly}
title: """

Case = tuple[str, str, bytes]  # its name, the file below the program's folder, what stands in that file


def prepared(folder: Path) -> Path:
    """The EV case under `folder`, with a content file, a pattern of its own and every kind of table."""
    program = folder / "program"
    shutil.copytree(EXAMPLES / "ev-charging", program)
    pattern = files("socialscaffold.patterns") / "library" / "designs" / "stance-test.yaml"
    own = program / "patterns" / "designs" / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_bytes(pattern.read_bytes().replace(b"id: stance-test", b"id: mine", 1))
    with (program / "program.yaml").open("a", encoding="utf-8") as spec:
        spec.write("\npatterns: ./patterns\n")
    return program


def small(folder: Path) -> Path:
    """A program of a few lines under `folder`, its title last."""
    program = folder / "program"
    program.mkdir()
    (program / "program.yaml").write_text(SMALL, "utf-8")
    return program


def kinds(program: Path) -> dict[str, str]:
    """One file of each kind that a program's folder holds, by its kind."""
    return {
        "program": "program.yaml",
        "region": "regions/NO.yaml",
        "cohort": "cohorts/2027-spring.yaml",
        "quiz": "content/check-basics.yaml",
        "pattern": "patterns/designs/mine.yaml",
        "text": "content/card.md",
        "roster": "cohorts/2027-spring.csv",
        "facilitators": "cohorts/2027-spring-facilitators.csv",
        "sets": "cohorts/2027-spring.sets.csv",
    }


def hostile(program: Path, everywhere: bool) -> Iterator[Case]:
    """Each hostile file as the program and as a file of one other kind, or of every kind."""
    first, *others = kinds(program).items()
    for number, (name, data) in enumerate(hostile_files()):
        for kind, path in (first, *(others if everywhere else [others[number % len(others)]])):
            yield f"{name} as {kind}", path, data


def naughty_words() -> list[str]:
    """Some 550 strings that have brought other programs down."""
    words: list[str] = json.loads(NAUGHTY.read_text("utf-8"))
    return words + (HERE.parent / "source" / "naughty.txt").read_text("utf-8").split("\n")


def titles(program: Path) -> Iterator[Case]:
    """Each naughty string as the bare title of a small program."""
    spec = (program / "program.yaml").read_bytes()
    for word in naughty_words():
        yield f"{word!r} as a title", "program.yaml", spec + word.encode("utf-8", "surrogatepass") + b"\n"


def naughty(program: Path) -> Iterator[Case]:
    """The naughty strings in quotes, in a text and in a table, many at a time."""
    words, spec = naughty_words(), (program / "program.yaml").read_bytes()
    for start in range(0, len(words), 25):
        some = words[start : start + 25]
        name = f"naughty strings from {start}"
        quoted = "".join(f"  quoted-{number}: {json.dumps(word)}\n" for number, word in enumerate(some))
        yield f"{name} in quotes", "program.yaml", spec.replace(b"outcomes:\n", b"outcomes:\n" + quoted.encode(), 1)
        yield f"{name} in a text", "content/card.md", "\n\n".join(["# A card", *some]).encode("utf-8", "replace")
        rows = "".join(f"{word},{word}\n" for word in some)
        yield f"{name} in a table", "cohorts/2027-spring.sets.csv", f"learner,set\n{rows}".encode("utf-8", "replace")


VALUES = (
    "", "[]", "{}", "null", "-1", "0", "1", "104", "999999999", "99999999999999999999", "1.5", "1e400", ".nan", "NO",
    "every 2 weeks", "meeting 99", "4 h", "25%", "9999-12-31", "0001-01-01", "2027-02-30", "24:00", "a", "[a, [b]]",
    "{a: {b: c}}", "[1, 2, 3, 4, 5, 6, 7, 8]", "true", "set-1", "every-set", "../../etc/passwd", "{region}",
    "{fact:none}", "{0.__class__}", "%s", "'x'", '"\\u0000"', '"\\ud800"', "x" * 3_000, "Europe/Nowhere", "xx-XX",
    "own", "community", "make-card", "sets",
)  # fmt: skip


def mutated(program: Path, seed: int, count: int) -> Iterator[Case]:
    """The case's own files with one to four lines deleted, doubled, swapped, moved in or out, or given other values."""
    chance = random.Random(seed)
    paths = [path for kind, path in kinds(program).items() if (program / path).is_file()]
    paths += ["program.yaml"] * len(paths)
    for number in range(count):
        path = chance.choice(paths)
        lines = (program / path).read_text("utf-8").split("\n")
        for _ in range(chance.randint(1, 4)):
            lines = _one_change(lines, chance, path.endswith(".csv"))
        yield f"mutation {seed}/{number} of {path}", path, "\n".join(lines).encode("utf-8", "surrogatepass")


def _one_change(lines: list[str], chance: random.Random, table: bool) -> list[str]:
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    changed = list(lines)
    way = chance.choice(("delete", "double", "swap", "in", "out", "value", "value", "value", "value", "cut", "item"))
    if way == "delete":
        del changed[here : here + chance.randint(1, 5)]
    elif way == "double":
        changed[here:here] = lines[here : here + chance.randint(1, 5)]
    elif way == "swap":
        changed[here], changed[there] = lines[there], lines[here]
    elif way == "in":
        changed[here] = "  " + lines[here]
    elif way == "out":
        changed[here] = lines[here].removeprefix("  ")
    elif way == "cut":
        changed[here] = lines[here][: chance.randrange(len(lines[here]) + 1)]
    elif table:
        cells = lines[here].split(",")
        cells[chance.randrange(len(cells))] = chance.choice(VALUES)
        changed[here] = ",".join(cells)
    elif way == "item" and "," in lines[here]:
        parts = lines[here].split(",")
        del parts[chance.randrange(len(parts))]
        changed[here] = ",".join(parts)
    elif ":" in lines[here]:
        key = lines[here].partition(":")[0]
        changed[here] = f"{key}: {chance.choice(VALUES)}"
    return changed or [""]


def checked(program: Path, path: str, data: bytes, out_to: Path | None = None) -> tuple[int, float, str]:
    """Exit code, CPU seconds, and what is wrong with what the command said ("" where nothing is).

    With `out_to` a program without errors is built there, too, and the exit code is the build's.
    """
    file = program / path
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(data)
    words = [str(program), *(("--cohort", COHORT) if (program / "cohorts").is_dir() else ())]
    started = time.process_time()
    try:
        code, out, err = called("check", *words, "--format", "json")
        taken = time.process_time() - started
        if out_to and not err and not any(row["severity"] == "error" for row in json.loads(out)):
            code, _, err = called("build", *words, "--out", str(out_to))
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
    return code, taken, _wrong(code, out, err, program)


def _wrong(code: int, out: str, err: str, program: Path) -> str:
    if code not in (0, 1):
        return f"exit {code}: {err[-600:]}"
    if err:
        return f"said {err[-300:]}"
    rows = json.loads(out)
    if code and not rows:
        return "nothing was told"
    for row in rows:
        place = program / (row["file"] or "")
        if row["severity"] == "error" and not (row["file"] and row["line"] and place.parent.is_dir()):
            return f"no place in {row}"
        if str(program) in row["message"] + row["hint"]:
            return f"a place on this machine in {row}"
    return ""


def main() -> None:
    """Every case of one collection."""
    which, folder, numbers = sys.argv[1], Path(sys.argv[2]), [int(word) for word in sys.argv[3:]]
    program = small(folder) if which == "titles" else prepared(folder)
    collections: dict[str, Callable[[], Iterator[Case]]] = {
        "hostile": lambda: hostile(program, everywhere=False),
        "hostile-everywhere": lambda: hostile(program, everywhere=True),
        "titles": lambda: titles(program),
        "naughty": lambda: naughty(program),
        "mutated": lambda: mutated(program, *numbers),
        "built": lambda: mutated(program, *numbers),
    }
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What is imported late, numpy for forming sets among it, is not the first case's.
    if which != "titles":
        checked(program, "content/card.md", b"# A card\n")
        checked(program, "cohorts/2027-spring.sets.csv", b"learner,set\n")
    slowest: tuple[float, str] = (0.0, "")
    codes: dict[int, int] = {}
    wrong: list[str] = []
    for name, path, data in collections[which]():
        code, taken, seen = checked(program, path, data, folder / "out" if which == "built" else None)
        slowest = max(slowest, (taken, name[:LONGEST]))
        codes[code] = codes.get(code, 0) + 1
        if seen:
            wrong.append(f"{name[:LONGEST]}: {seen}")
    told = {"codes": codes, "slowest": slowest, "wrong": wrong, "peak": peak_of_this_program()}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
