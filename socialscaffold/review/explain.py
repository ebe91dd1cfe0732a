"""One code explained: the parts of its page in the order in which a designer asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialscaffold.diagnostics import Severity
from socialscaffold.patterns.defaults import TIERS, Source, evidence
from socialscaffold.review.rules import RULES

if TYPE_CHECKING:
    from socialscaffold.review.catalogue import Entry

WEIGHTS = {
    Severity.ERROR: "an error: nothing is built",
    Severity.WARN: "a warning: act on it, or say why not",
    Severity.INFO: "a note",
}
# The parts of a page that are YAML: they keep their lines, where prose is wrapped.
YAML_PARTS = ("Bad", "Good", "How to live with it")


def basis(code: str) -> str:
    """What stands behind a rule of the design, in one line with the way to its page; empty for any other code."""
    one = next((one for one in RULES if one.code == code), None)
    if one is None:
        return ""
    named = f" ({', '.join(one.sources)})" if one.sources else ""
    tier = TIERS[one.tier] if one.tier in ("ours", "norm") else f"{one.tier}, {TIERS[one.tier]}"
    return f"Evidence: {tier}{named}. `explain {code}` tells more."


def sources_of(one: Entry) -> tuple[Source, ...]:
    """The sources of an entry, with their references."""
    return tuple(evidence().source(name) for name in one.sources)


def parts(one: Entry) -> tuple[tuple[str, str], ...]:
    """The parts of the page as (heading, text): prose as one paragraph, examples as YAML; empty ones are left out."""
    page = one.page
    because = f", because {one.because}" if one.because else ""
    weight = f"{WEIGHTS[one.severity]}{because}. Evidence: {one.tier} ({TIERS[one.tier]})."
    cited = "\n".join(_cited(source) for source in sources_of(one))
    ignore = f'review:\n  ignore:\n    - {{rule: {one.code}, reason: "why it is right here", until: 2027-12-31}}'
    made = (
        ("What it sees", page.sees),
        ("Weight", weight[0].upper() + weight[1:]),
        ("Why", page.why),
        ("What speaks against it", page.counter),
        ("How to mend it", page.fix),
        ("Bad", page.bad),
        ("Good", page.good),
        ("How to live with it", ignore if one.of_design else ""),
        ("Sources", cited),
    )
    return tuple((head, text) for head, text in made if text.strip())


def _cited(source: Source) -> str:
    where = f" {source.url}" if source.url else ""
    return f"- [{source.id}] {source.text}{where} Found: {source.says} ({source.tier})"


def markdown(one: Entry) -> str:
    """The page as Markdown, for `docs/rules/`."""
    lines = [f"# {one.code}: {one.title}", ""]
    for head, text in parts(one):
        code = head in YAML_PARTS
        lines += [f"## {head}", "", *(["```yaml", text.rstrip("\n"), "```"] if code else [text]), ""]
    return "\n".join(lines).rstrip("\n") + "\n"
