"""Imports go down, any number of floors, or stay in the room; lazy ones and those for typing count too."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "socialscaffold"
FLOORS = {
    "__init__": 0, "marks": 0, "resources": 0, "diagnostics": 0.5,
    "source": 1, "words": 1,
    "patterns": 2, "sets": 2,
    "spec": 3,
    "plan": 4,
    "review": 5,
    "output": 6,
    "targets": 7, "inspect": 7,
    "compiler": 8,
    "cli": 9, "__main__": 10,
}  # fmt: skip


def room(module: str) -> str:
    """`socialscaffold.plan.model` -> `plan`; the package itself -> `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports, `from package import module` included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room"
            module = node.module or ""
            found.add(module)
            if module == "socialscaffold":
                found |= {f"{module}.{alias.name}" for alias in node.names if alias.name != "__version__"}
    return {name for name in found if name.split(".")[0] == "socialscaffold"}


def test_imports_go_down_or_stay_in_the_room() -> None:
    files = sorted(PACKAGE.rglob("*.py"))
    assert len(files) > 50
    wrong = []
    for path in files:
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for name in imported(path):
            other = room(name)
            if other != own and FLOORS[other] >= FLOORS[own]:
                wrong.append(f"{path.relative_to(PACKAGE)} ({own}) imports {name}")
    assert wrong == []


def test_stages_ask_neither_clock_nor_chance_nor_environment() -> None:
    wrong = []
    for name in ("source", "patterns", "spec", "sets", "plan", "review", "targets"):
        for path in sorted((PACKAGE / name).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                text = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
                if text in (
                    "os.environ",
                    "datetime.now",
                    "dt.datetime.now",
                    "date.today",
                    "dt.date.today",
                    "time.time",
                ):
                    wrong.append(f"{path.relative_to(PACKAGE)}: {text}")
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "random.Random" and not node.args:
                    wrong.append(f"{path.relative_to(PACKAGE)}: chance without a seed")
    assert wrong == []
