"""`socialscaffold package check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialscaffold.cli import screen

if TYPE_CHECKING:
    from socialscaffold.inspect.package import Inspected

package_app = typer.Typer(help="Look at packages for an LMS, ours and other tools'.", no_args_is_help=True)


@package_app.callback()
def package() -> None:
    """Look at packages for an LMS, ours and other tools'."""


@package_app.command()
def check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The package: a .zip or .imscc file.", show_default=False)
    ],
    format_: Annotated[str, typer.Option("--format", help="pretty or json.")] = "pretty",
    schemas: Annotated[
        Path | None,
        typer.Option("--schemas", help="A folder with the standard's .xsd files, to check against as well."),
    ] = None,
) -> None:
    """Tell what a package is and what will go wrong with it in an LMS. It is never unpacked."""
    raise typer.Exit(run_package_check(file, format_, schemas))


def run_package_check(file: Path, format_: str, schemas: Path | None = None) -> int:
    """Inspect and print; exit code 1 where something was found that should be mended."""
    from socialscaffold.inspect.package import inspect_package

    if format_ not in ("pretty", "json"):
        raise typer.BadParameter("there are pretty and json", param_hint="--format")
    if file.is_dir():
        raise typer.BadParameter(f"{file} is a folder; give the .zip or .imscc that you upload", param_hint="FILE")
    given = _schemas(schemas) if schemas else {}
    try:
        with file.open("rb") as opened:
            if not opened.seekable():
                raise typer.BadParameter(f"{file} is no file that can be read twice", param_hint="FILE")
            seen = inspect_package(opened)
    except OSError as wrong:
        raise typer.BadParameter(f"{file} can't be read: {wrong.strerror}", param_hint="FILE") from wrong
    if given and seen.manifest:
        from dataclasses import replace

        from socialscaffold.diagnostics import in_order
        from socialscaffold.inspect.schema import check_schema

        more = check_schema(seen.manifest, seen.manifest_name, given)
        seen = replace(seen, found=tuple(in_order([*seen.found, *more])))
    if format_ == "json":
        screen.say(_as_json(file, seen))
    else:
        screen.say(_headline(file, seen))
        if seen.found:
            screen.say()
            screen.tell(seen.found, seen.texts)
            screen.say()
        screen.say(screen.summary(seen.found) or "Nothing to mend.")
    return int(any(one.severity != "info" for one in seen.found))


def _schemas(folder: Path) -> dict[str, bytes]:
    found = {one.name: one.read_bytes() for one in sorted(folder.rglob("*.xsd"))} if folder.is_dir() else {}
    if not found:
        raise typer.BadParameter(f"there are no .xsd files in {folder}", param_hint="--schemas")
    return found


def _headline(file: Path, seen: Inspected) -> str:
    parts = [seen.kind or "no package that is known here"]
    if seen.title:
        parts.append(f"“{screen.clean(seen.title)}”")
    if seen.files:
        parts.append(f"{seen.files:,} file{'s' * (seen.files != 1)}, {_size(seen.size)}")
    if seen.launch:
        parts.append(f"opens {screen.clean(seen.launch)}")
    return f"{screen.clean(file.name)}: {'; '.join(parts)}."


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


def _as_json(file: Path, seen: Inspected) -> str:
    import json

    from socialscaffold.report.data import rows

    return json.dumps(
        {
            "file": file.name,
            "kind": seen.kind or None,
            "title": seen.title or None,
            "launch": seen.launch or None,
            "files": seen.files,
            "bytes": seen.size,
            "found": rows(seen.found),
        },
        ensure_ascii=False,
        indent=2,
    )
