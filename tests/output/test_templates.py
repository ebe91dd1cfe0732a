from __future__ import annotations

from pathlib import Path

import pytest

from socialscaffold.compiler import build, check
from socialscaffold.output import templates
from socialscaffold.source.gate import Gate

CASE = Path(__file__).resolve().parents[2] / "examples" / "difficult-conversations"


def test_compiled_templates_print_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = check(Gate(CASE))
    ready, none = tmp_path / "ready", tmp_path / "none"
    templates.compile_into(ready)
    made = []
    # The second time there is no source to fall back on.
    for compiled, sources in ((none, templates.templates()), (ready, none)):
        monkeypatch.setattr(templates, "compiled", lambda folder=compiled: folder)
        monkeypatch.setattr(templates, "templates", lambda folder=sources: folder)
        templates._environment.cache_clear()
        made.append(build(checked, ("markdown", "html", "scorm12", "cartridge"))[0])
    templates._environment.cache_clear()
    assert made[0] == made[1]


def test_english_templates_print_what_others_would_look_up(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = check(Gate(CASE.with_name("ev-charging")), cohort="2027-spring")
    made = []
    for english in (True, False):
        monkeypatch.setattr(templates, "_english", lambda say, english=english: english)
        made.append(build(checked, ("markdown", "html", "scorm12", "cartridge"))[0])
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('{{ _("100%% of %(who)s, %(who)s!", who=name) }}', "100% of A\\*b, A\\*b!"),
        ('{{ _("100%% *yours*") }}{{ pgettext("column", "%(a)s", a="|") }}', "100% *yours*\\|"),
        ('{{ _(name) }} {{ ngettext("%(num)s week", "%(num)s weeks", 2) }}', "A*b 2 weeks"),
    ],
)
def test_a_text_with_values_reads_the_same_both_ways(text: str, printed: str) -> None:
    for english in (True, False):
        template = templates._environment("markdown", english, ready=False).from_string(text)
        assert template.render(templates._lookups("markdown", templates.EN), name="A*b") == printed
