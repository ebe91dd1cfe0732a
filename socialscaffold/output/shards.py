"""A build of each region for itself: which regions are whose, what the whole holds, and shards that become one.

The regions' builds stand side by side, each with its own `build.json`; `regions.json` lists them. A shard holds some of
them, and merging the shards gives the very files that one build of all would have made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from socialscaffold.dataclass import dataclass
from socialscaffold.output import record
from socialscaffold.output.document import Document
from socialscaffold.output.ownership import files_in
from socialscaffold.output.place import put_file
from socialscaffold.output.publish import publish

NAME = "regions.json"
_MAKER = "socialscaffold"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a `regions.json` says: the program, all its regions, and the hash of each build that is here."""

    program: str
    listed: tuple[str, ...]
    trees: tuple[tuple[str, str], ...]


def share(regions: Sequence[str], number: int, count: int) -> tuple[str, ...]:
    """The regions of shard `number` (from 1) of `count`: every region is in exactly one, and sizes differ by one."""
    return tuple(regions[number - 1 :: count])


def listing(program: str, listed: Sequence[str], trees: Mapping[str, str]) -> str:
    """The text of a `regions.json`, in the program's order; the same builds give the same text."""
    content = {
        "made_by": _MAKER,
        "program": program,
        "listed": list(listed),
        "trees": {name: trees[name] for name in listed if name in trees},
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def read_listing(folder: Path) -> Listing | None:
    """The listing of a folder; None where there is none of ours."""
    try:
        content = json.loads((folder / NAME).read_bytes())
        if content["made_by"] != _MAKER:
            return None
        trees = tuple((str(name), str(tree)) for name, tree in content["trees"].items())
        return Listing(str(content["program"]), tuple(map(str, content["listed"])), trees)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def merge(shards: Iterable[Path], out: Path) -> tuple[int, list[str]]:
    """Put the builds of the shards together in `out`: how many regions it holds, and what stood in the way.

    Everything is looked at before anything is written; each region's build is put in its place in one step.
    """
    found: dict[str, tuple[Path, str]] = {}
    wrong: list[str] = []
    first: Listing | None = None
    for folder in shards:
        said = read_listing(folder)
        if said is None:
            wrong.append(f"{folder} is no build of regions: it has no {NAME} of ours.")
            continue
        first = first or said
        if (said.program, said.listed) != (first.program, first.listed):
            wrong.append(f"{folder} is of another program, or of another state of it: its regions are others.")
            continue
        for name, tree in said.trees:
            if name not in said.listed:
                wrong.append(f"{folder} lists `{name}`, which is no region of the program.")
            elif name in found and found[name][1] != tree:
                wrong.append(f"`{name}` stands in {found[name][0].parent} and in {folder}, and they differ.")
            elif _tree(folder / name) != tree:
                wrong.append(f"{folder / name} is not as it was built: files are missing, changed or new.")
            else:
                found.setdefault(name, (folder / name, tree))
    listed = first.listed if first else ()
    if not wrong and (missing := [name for name in listed if name not in found]):
        wrong.append(
            f"No shard has {', '.join(missing[:5])}{' and others' if len(missing) > 5 else ''}, so nothing was written."
            " Name the folder of each shard; one that was refused or never built is built first."
        )
    if wrong or first is None:
        return 0, wrong or ["Name the folders of the shards."]
    for name in listed:
        if told := _placed(found[name][0], out / name):
            return 0, [told]
    text = listing(first.program, listed, {name: tree for name, (_, tree) in found.items()})
    told = put_file(out / NAME, text, over=True)
    return (0, [told]) if told else (len(listed), [])


def tree_of(folder: Path) -> str:
    """The hash that the `build.json` of a region's build says; empty where there is none."""
    try:
        said = record.recorded((folder / record.NAME).read_bytes())
    except OSError:
        return ""
    return said.tree if said else ""


def _tree(folder: Path) -> str:
    """The same hash, found by reading every file; empty where anything is not as recorded."""
    try:
        documents = [Document(path, (folder / path).read_bytes()) for path in files_in(folder)]
    except OSError:
        return ""
    said = tree_of(folder)
    return said if said and said == record.tree_hash(documents) else ""


def _placed(source: Path, target: Path) -> str:
    """Put one region's build in its place; why not, where that can't be."""
    if target.resolve() == source.resolve():
        return ""
    documents = [Document(path, (source / path).read_bytes()) for path in files_in(source)]
    wrong = publish(documents, target, keep_out=source)
    return wrong[0].message if wrong and wrong[0].severity.value == "error" else ""


def left_over(out: Path, listed: Iterable[str]) -> list[str]:
    """Builds of ours in `out` that belong to no region any more."""
    if not out.is_dir():
        return []
    known = set(listed)
    return sorted(one.name for one in out.iterdir() if one.is_dir() and one.name not in known and tree_of(one))
