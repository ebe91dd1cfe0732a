"""`socialscaffold texts`: the program's own texts to translators and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialscaffold.cli import screen

if TYPE_CHECKING:
    from socialscaffold.diagnostics import Diagnostic
    from socialscaffold.source.gate import Gate
    from socialscaffold.spec.program import Program
    from socialscaffold.translate.entry import Entry, State, Unit

texts_app = typer.Typer(help="The program's own texts, to translators and back.", no_args_is_help=True)
ProgramOption = Annotated[
    Path, typer.Option("--program", "-p", help="The program's folder.", show_default="the folder you are in")
]
SHOWN = 10
_COUNTED: tuple[tuple[State, str], ...] = (
    ("said", "translated"),
    ("new", "new"),
    ("fuzzy", "fuzzy"),
    ("stale", "stale"),
)
_LISTED: tuple[tuple[State, str], ...] = (
    ("fuzzy", "Fuzzy, for their text has changed or moved; a build says them in the program's own language:"),
    ("stale", "Stale, for their text is gone; kept at the end of the file:"),
)


@texts_app.callback()
def texts() -> None:
    """The program's own texts, to translators and back."""


@texts_app.command()
def extract(
    program: Annotated[Path, typer.Argument(help="The program's folder.", show_default="here")] = Path(),
    language: Annotated[str, typer.Option("--language", help="The language to translate into, such as de.")] = "",
    format_: Annotated[str, typer.Option("--format", "-f", help="po or xliff.")] = "po",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file.", show_default="languages/LANGUAGE in the program")
    ] = None,
) -> None:
    """Write every text of the program into a file for a translator, with what is translated already."""
    raise typer.Exit(run_extract(program, language, format_, out))


@texts_app.command()
def merge(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PO or XLIFF 2 files that came back.")],
    program: ProgramOption = Path(),
    language: Annotated[str, typer.Option("--language", help="Their language, where they don't say it.")] = "",
) -> None:
    """Put what came back into languages/LANGUAGE.po, and tell which texts have changed since or are gone."""
    raise typer.Exit(run_merge(files, program, language))


def run_extract(program: Path, language: str, format_: str, out: Path | None) -> int:
    """Gather the texts, put what is known to them, write the file."""
    from socialscaffold.cli.formats import known_language
    from socialscaffold.translate.merge import merged
    from socialscaffold.translate.po import to_po
    from socialscaffold.translate.xliff import to_xliff

    if not language:
        raise typer.BadParameter("say which language, such as de", param_hint="--language")
    known_language(language)
    if format_ not in ("po", "xliff"):
        raise typer.BadParameter(f"`{format_}` is none of po, xliff", param_hint="--format")
    gate, said, units, found = _gathered(program, language)
    if said is None:
        screen.tell(found, gate.texts)
        return 1
    known, wrong = _known(gate, language)
    if wrong:
        screen.tell(list(wrong), gate.texts)
        return 1
    entries = merged(units, known)
    target = out or gate.root / "languages" / f"{language}.{'po' if format_ == 'po' else 'xlf'}"
    made = (
        to_po(entries, said.title, said.language, language)
        if format_ == "po"
        else to_xliff(entries, said.title, said.language, language).decode()
    )
    return _put(target, made, entries)


def run_merge(files: list[Path], program: Path, language: str) -> int:
    """Read what came back, put it to the texts that there are now, and write the program's catalogue."""
    from socialscaffold.cli.formats import known_language
    from socialscaffold.translate.merge import merged
    from socialscaffold.translate.po import from_po, to_po
    from socialscaffold.translate.xliff import from_xliff

    back: dict[str, list[Entry]] = {}
    found: list[Diagnostic] = []
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as why:
            raise typer.BadParameter(f"{path} can't be read ({why.strerror})", param_hint="FILE") from why
        read = from_xliff if path.suffix.lower() in (".xlf", ".xliff") else from_po
        named, entries, told = read(data, str(path))
        found += told
        tag = language or named
        if not told and not tag:
            raise typer.BadParameter(f"{path} does not say its language", param_hint="--language")
        if tag:
            known_language(tag)
            back.setdefault(tag, []).extend(entries)
    code = 1 if found else 0
    for tag, entries_back in back.items():
        gate, said, units, told_ = _gathered(program, tag)
        known, wrong = _known(gate, tag)
        if said is None or wrong:
            screen.tell([*told_, *wrong], gate.texts)
            return 1
        made = merged(units, known, entries_back)
        target = gate.root / "languages" / f"{tag}.po"
        code = _put(target, to_po(made, said.title, said.language, tag), made) or code
    screen.tell(found, {})
    return code


def _gathered(program: Path, language: str) -> tuple[Gate, Program | None, tuple[Unit, ...], list[Diagnostic]]:
    """The gate, the program as it is written, and every text of it that is to be translated."""
    from socialscaffold.cli.programs import opened
    from socialscaffold.diagnostics import has_errors
    from socialscaffold.spec.content import read_content
    from socialscaffold.spec.load import load
    from socialscaffold.spec.terms import terms_of

    gate, file = opened(program)
    plain, found = load(gate, file, None, ())
    if plain is None or has_errors(found):
        return gate, None, (), list(found)
    if plain.program.language.casefold() == language.casefold():
        raise typer.BadParameter(f"the program is in {plain.program.language} already", param_hint="--language")
    sources, _ = load(gate, file, None, (), language=language)
    if sources is None:
        return gate, None, (), list(found)
    content, _ = read_content(gate, sources)
    # A mistake in a region's file is nothing to a translator.
    local, _ = load(gate, file, None, None, language=plain.program.language)
    said = (*sources.said, *content.said)
    words = terms_of(local.regions, [text for _, text in said], plain.program.language) if local else ()
    return gate, plain.program, tuple(dict.fromkeys((*said, *words))), []


def _known(gate: Gate, language: str) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """What the program's catalogue of that language holds."""
    from socialscaffold.translate.po import from_po

    name = f"languages/{language}.po"
    if name not in gate.files("languages", ".po"):
        return (), ()
    data, told = gate.read_bytes(name)
    if data is None:
        return (), told
    _, entries, wrong = from_po(data, name)
    return entries, wrong


def _put(target: Path, text: str, entries: tuple[Entry, ...]) -> int:
    """Write the file in one step, and say how far the translation is."""
    from socialscaffold.output.place import put_file, write_over
    from socialscaffold.translate.entry import in_state

    if target.is_file() and not target.is_symlink():
        why = write_over(target.parent, target.name, target.read_bytes(), text.encode())
    else:
        why = put_file(target, text, over=False)
    if why:
        screen.say(why)
        return 1
    counts = [f"{len(in_state(entries, state))} {word}" for state, word in _COUNTED]
    screen.say(f"{target}: {', '.join(counts)}.")
    for state, head in _LISTED:
        mine = in_state(entries, state)
        if mine:
            screen.say(f"\n{head}")
        for one in mine[:SHOWN]:
            text = " ".join(one.text.split())
            screen.say(f"  {one.key}: “{text if len(text) <= 70 else text[:69] + '…'}”")
        if len(mine) > SHOWN:
            screen.say(f"  and {len(mine) - SHOWN} more")
    return 0
