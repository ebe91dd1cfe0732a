"""The catalogues: a `.po` for each language in a folder, which a wheel brings compiled.

A text is looked up by itself, or by itself within a context; what a catalogue lacks, or holds as unsure, the next one
of the chain says, and English last.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from socialscaffold.resources import compiled
from socialscaffold.words.chain import ENGLISH, chain, is_english, is_pseudo

if TYPE_CHECKING:
    from gettext import GNUTranslations, NullTranslations

# What the tool says by itself; the pattern library has a folder of its own.
FOLDER = Path(__file__).with_name("catalogues")


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Every language that has a catalogue in the folder, and English, by the alphabet."""
    ready = compiled() / "catalogues" / folder.parent.name
    there = {path.stem for place in (ready, folder) for path in place.glob("*.[mp]o")}
    return tuple(sorted({*there, ENGLISH}))


def spoken(language: str, folder: Path = FOLDER) -> str:
    """The language of the chain that has a catalogue in the folder, `en` where none has."""
    return next((one for one in chain(language) if any(path.is_file() for path in _files(folder, one))), ENGLISH)


@cache
def translations(language: str, folder: Path = FOLDER) -> NullTranslations | None:
    """The catalogues of a language's chain as one; None where English is the first that is there."""
    if is_pseudo(language):
        from socialscaffold.words.pseudo import Pseudo

        return Pseudo()
    if is_english(language):
        return None
    found: GNUTranslations | None = None
    for one in chain(language):
        made = _catalogue(folder, one)
        if made is None:
            continue
        if found is None:
            found = made
        else:
            found.add_fallback(made)
    return found


def _catalogue(folder: Path, name: str) -> GNUTranslations | None:
    from gettext import GNUTranslations

    ready, source = _files(folder, name)
    if ready.is_file():
        return GNUTranslations(io.BytesIO(ready.read_bytes()))
    return GNUTranslations(io.BytesIO(machine_form(source))) if source.is_file() else None


def _files(folder: Path, name: str) -> tuple[Path, Path]:
    """Where a wheel has a catalogue, and where a checkout has it."""
    return compiled() / "catalogues" / folder.parent.name / f"{name}.mo", folder / f"{name}.po"


def compile_into(folder: Path, catalogues: Path = FOLDER) -> None:
    """Write every catalogue under `folder` as `_catalogue` looks for it there; the wheel's build calls this."""
    target = folder / "catalogues" / catalogues.parent.name
    target.mkdir(parents=True)
    for path in sorted(catalogues.glob("*.po")):
        (target / f"{path.stem}.mo").write_bytes(machine_form(path))


def machine_form(path: Path) -> bytes:
    """A catalogue in the form that machines read. Unsure entries are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(path.read_bytes()), locale=path.stem.replace("-", "_")), use_fuzzy=False)
    return out.getvalue()
