"""Imports go down, any number of floors, or stay in the room; lazy ones and those for typing count too."""

from __future__ import annotations

import ast
import re
from collections.abc import Container
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "socialscaffold"
FLOORS = {
    "__init__": 0, "dataclass": 0, "marks": 0, "regex": 0, "resources": 0, "diagnostics": 0.5,
    "source": 1,
    "words": 1.5,
    "patterns": 2, "sets": 2,
    "spec": 3,
    "plan": 4,
    "review": 5,
    "edit": 5.5,
    "harvest": 5.7,
    "output": 6,
    "targets": 7, "inspect": 7, "report": 7,
    "translate": 7.5,
    "compiler": 8,
    "editor": 8.5,
    "cli": 9, "__main__": 10,
}  # fmt: skip


def room(module: str) -> str:
    """`socialscaffold.plan.model` -> `plan`; the package itself -> `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def modules() -> dict[str, Path]:
    """Every module of ours by its full name."""
    return {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imported(path: Path, ours: Container[str]) -> set[str]:
    """The modules of ours that a file imports; `from package import module` is the module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room"
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in ours else str(node.module) for name in named}
    return {name for name in found if name in ours}


def test_imports_go_down_or_stay_in_the_room() -> None:
    ours = modules()
    assert len(ours) > 50
    wrong = []
    for name, path in ours.items():
        own = room(name)
        for other in imported(path, ours):
            if room(other) != own and FLOORS[room(other)] >= FLOORS[own]:
                wrong.append(f"{name} imports {other}")
    assert wrong == []


def test_no_module_reaches_itself() -> None:
    ours = modules()
    edges = {name: imported(path, ours) - {name} for name, path in ours.items()}

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = edges[start]
        while ahead:
            seen |= ahead
            ahead = {there for one in ahead for there in edges[one]} - seen
        return seen

    assert [name for name in edges if name in reached(name)] == []


STAGES = ("source", "words", "patterns", "spec", "sets", "plan", "review", "targets", "output/templates.py")
FORBIDDEN = re.compile(
    r"(\w+\.)?(datetime\.(now|utcnow|today)|date\.today|time\.(time|monotonic|localtime|strftime)(_ns)?)"
    r"|os\.(environ|getenv|getcwd|urandom)|uuid\.uuid[14]|locale\.\w+|secrets\.\w+|random\.(?!Random$)\w+"
)


def not_of_its_input(code: str) -> list[str]:
    """What a stage asks of the clock, of chance or of the machine."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and FORBIDDEN.fullmatch(ast.unparse(node)):
            found.append(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom) and node.module in ("random", "time", "locale", "secrets", "os"):
            found += [
                f"{node.module}.{one.name}" for one in node.names if (node.module, one.name) != ("random", "Random")
            ]
        elif (
            isinstance(node, ast.Call) and not node.args and re.fullmatch(r"(random\.)?Random", ast.unparse(node.func))
        ):
            found.append("Random() without a seed")
    return found


def test_stages_ask_neither_clock_nor_chance_nor_machine() -> None:
    paths = [path for name in STAGES for path in sorted((PACKAGE / name).rglob("*.py")) or [PACKAGE / name]]
    assert len(paths) > 30
    assert {path.name: found for path in paths if (found := not_of_its_input(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "code",
    [
        "dt.datetime.now()",
        "datetime.now(UTC)",
        "date.today()",
        "time.time()",
        "random.shuffle(rows)",
        "random.Random()",
        "from random import choice",
        "os.environ['TZ']",
        "os.getenv('TZ')",
    ],
)
def test_each_way_to_ask_is_seen(code: str) -> None:
    assert not_of_its_input(code)


def test_chance_with_a_seed_is_input() -> None:
    assert not_of_its_input("import random\nfrom random import Random\nrandom.Random(7)\nRandom(seed)") == []
