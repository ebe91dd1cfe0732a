"""Gather every text that a build says and bring the catalogues up to date: `python3 docs/make_catalogues.py`.

Reads what is marked in the templates, in the program and in the pattern library, writes the two templates (`words.pot`,
`patterns.pot`) and merges them into each language's `.po`: a new text is empty there, one that was changed is marked
`fuzzy` with its old translation, one that is gone stands at the end. A text that is `fuzzy` is not used until somebody
has looked at it and taken the mark away. `--check` writes nothing and fails where something would change.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from socialscaffold.output.answer_states import MEANINGS
from socialscaffold.output.documents_local import KINDS
from socialscaffold.output.learner_words import COUNTED, WORDS
from socialscaffold.patterns import pattern, texts
from socialscaffold.patterns.defaults import PRESENCES, evidence
from socialscaffold.words import catalogue

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "socialscaffold"
LANGUAGES = ("ar", "de", "es", "fr", "nb")
# Languages into which the pattern library is translated.
PATTERN_LANGUAGES = ("de",)
# The rooms whose words a build prints; what commands say to a designer in a terminal is English.
ROOMS = ("words", "spec", "plan", "output", "targets")
Found = tuple[str, str | None, str | tuple[str, str]]  # file, context, text or (one, many)


def from_python(path: Path) -> Iterator[Found]:
    """What is said in a module: `say(…)`, `say.plural(…)`, `say.within(…)` and `noted(…)`."""
    file = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        given = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        match _marked(ast.unparse(node.func)), given:
            case "text", [text, *_]:
                yield file, None, text
            case "plural", [one, many, *_]:
                yield file, None, (one, many)
            case "within", [context, text, *_]:
                yield file, context, text


def _marked(function: str) -> str:
    """How a call marks a text; empty where it calls something else that is named so."""
    name, _, how = function.rpartition(".") if function.endswith((".plural", ".within")) else (function, "", "text")
    speaks = name in ("say", "self.say") or name.endswith("plan.say")
    return how if speaks or function == "noted" else ""


def from_template(path: Path) -> Iterator[Found]:
    """What is said in a template: `_`, `ngettext`, `pgettext`, `npgettext`, and the columns of `head`."""
    file = path.relative_to(ROOT).as_posix()
    tree = jinja2.Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        given = [text for one in call.args for text in _constants(one)]
        match call.node.name, given:
            case ("_" | "gettext", [text, *_]):
                yield file, None, text
            case ("ngettext", [one, many, *_]):
                yield file, None, (one, many)
            case ("pgettext", [context, text, *_]):
                yield file, context, text
            case ("npgettext", [context, one, many, *_]):
                yield file, context, (one, many)
            case ("head", columns):
                yield from ((file, "column", column) for column in columns)


def _constants(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.CondExpr):
        yield from _constants(node.expr1)
    elif isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value


def from_data() -> Iterator[Found]:
    """Words that stand in tables: the learner's page, the survey, the levels, why a default is one, and the words of
    the language that a page prints."""
    table = "socialscaffold/output/learner_words.py"
    for name, text in WORDS.items():
        if name in COUNTED:
            yield table, None, (WORDS[f"{name}-one"], text)
        elif name.removesuffix("-one") not in COUNTED:
            yield table, None, text
    numbers = "socialscaffold/patterns/evidence.yaml"
    survey = evidence().survey()
    for text in (survey.note, *survey.scale, *(one.text for one in survey.items)):
        yield numbers, None, text
    for pyramid in evidence().pyramids():
        for rung in pyramid.levels:
            yield numbers, "level", rung.title
    for default in evidence().defaults():
        yield numbers, None, default.why
        yield numbers, "unit", default.unit
    vocabulary = (
        *pattern.ALL_DIMENSIONS,
        *pattern.MODES,
        *pattern.LEVELS,
        *pattern.LEARNING_TYPES,
        *pattern.REPEATS,
        *PRESENCES,
        *MEANINGS,
        *KINDS,
    )
    for word in dict.fromkeys(vocabulary):
        yield "socialscaffold/patterns/pattern.py", "name", word.replace("-", " ")


def words() -> Catalog:
    """Every text of the tool, as an empty catalogue."""
    found = [one for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py")) for one in from_python(path)]
    found += [one for path in sorted((ROOT / "templates").rglob("*.j2")) for one in from_template(path)]
    return _catalogue([*found, *from_data()])


def patterns() -> Catalog:
    """Every text of the pattern library, as an empty catalogue."""
    return _catalogue(
        (f"socialscaffold/patterns/library/{shelf}/{name}.yaml", key, text)
        for shelf, name, key, text in texts.every_text()
    )


def _catalogue(found: object) -> Catalog:
    made = Catalog(project="socialscaffold", charset="utf-8", fuzzy=False)
    for file, context, text in found:  # type: ignore[attr-defined]
        made.add(text, context=context, locations=[(file, 0)], flags=_flags(text))
    return made


def _flags(text: str | tuple[str, str]) -> list[str]:
    """Which kind of values a text holds; a translation must hold the same."""
    one = text if isinstance(text, str) else " ".join(text)
    return ["python-brace-format"] if "{" in one else []


def merged(template: Catalog, old: str, language: str) -> Catalog:
    """A language's catalogue with the texts that there are now."""
    made = read_po(io.BytesIO(old.encode("utf-8")), locale=language) if old else Catalog(locale=language, fuzzy=False)
    made.update(template, update_header_comment=False)
    for one in made:
        # The reader takes what a text was before for a remark.
        one.user_comments = [remark for remark in one.user_comments if not remark.startswith("|")]
    return made


def written(made: Catalog) -> str:
    """A catalogue as its file, without what differs from day to day."""
    out = io.BytesIO()
    made.header_comment = (
        "# What socialscaffold says. Made by `python3 docs/make_catalogues.py`; only `msgstr` is yours."
    )
    write_po(out, made, width=120, sort_by_file=True, include_lineno=False)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Report-Msgid-Bugs-To", "Last-Translator")
    dated += ("Language-Team", "Project-Id-Version")
    lines = out.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(tuple(f'"{one}' for one in dated))).strip() + "\n"


def files() -> dict[Path, str]:
    """Every catalogue as it should be, by its path."""
    made: dict[Path, str] = {}
    for folder, name, template, spoken in (
        (PACKAGE / "words" / catalogue.FOLDER.name, "words", words(), LANGUAGES),
        (PACKAGE / "patterns" / texts.FOLDER.name, "patterns", patterns(), PATTERN_LANGUAGES),
    ):
        made[folder / f"{name}.pot"] = written(template)
        for language in spoken:
            path = folder / f"{language}.po"
            old = path.read_text("utf-8") if path.is_file() else ""
            made[path] = written(merged(template, old, language))
    return made


def main() -> int:
    """Write what changed, or with `--check` say what would."""
    changed = 0
    for path, text in files().items():
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        changed += 1
        print(path.relative_to(ROOT))
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if changed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
