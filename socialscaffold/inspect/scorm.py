"""SCORM 1.2 and 2004: what the manifest must say, and the scores that turn into traps."""

from __future__ import annotations

from collections.abc import Iterator

from socialscaffold.diagnostics import Diagnostic, error, info, warn
from socialscaffold.inspect.manifest import Manifest, Resource, is_outside
from socialscaffold.inspect.scripts import Scripts
from socialscaffold.marks import Span
from socialscaffold.regex import regex

SPACES = {
    "SCORM 1.2": ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
    "SCORM 2004": ("http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3"),
}
STATE = {"SCORM 1.2": 4_096, "SCORM 2004": 64_000}
_CLOSING = regex(r"ss-.+-closing-page")  # the part of a split package of ours that reports for all
_LAST_REPORTS = (
    "Only the last of them reports, once learners have typed in the codes of the others. Leave Moodle's “Require all "
    "SCOs to return completion status” off: the others stay incomplete."
)
_EACH_REPORTS = (
    "With Moodle's default settings the activity counts as complete after the first one. Tick “Require all SCOs to "
    "return completion status”, or make one SCO of it."
)
_WHOLE = regex(r"\d{1,2}|100")


def check_scorm(kind: str, manifest: Manifest, scripts: Scripts) -> Iterator[Diagnostic]:
    """Everything that belongs to SCORM alone. `kind` is a key of `STATE`."""
    yield from _structure(kind, manifest)
    scos = [one for one in manifest.launched() if one.sco.lower() == "sco"]
    yield from _launch(manifest, scos)
    yield from _talk(kind, scos, scripts)
    yield from _mastery(manifest, scripts) if kind == "SCORM 1.2" else _measures(manifest, scripts)
    yield from _fields(kind, manifest)
    yield from _state(kind, scripts)


def _structure(kind: str, manifest: Manifest) -> Iterator[Diagnostic]:
    space, adl = SPACES[kind]
    root = manifest.root
    if root.space != space:
        hint = f'Write `xmlns="{space}"` on <manifest>.'
        yield error("SS-PKG-042", f"The manifest is not in {kind}'s namespace.", hint, manifest.span(root))
    if not root.words("metadata", "schemaversion"):
        hint = "Write <metadata><schema>ADL SCORM</schema><schemaversion>…</schemaversion></metadata> at its beginning."
        yield warn("SS-PKG-042", "The manifest does not say which SCORM it is.", hint, manifest.span(root))
    for name in ("organizations", "resources"):
        if root.child(name) is None:
            hint = "Every SCORM manifest has one. Export the package again."
            yield error("SS-PKG-042", f"The manifest has no <{name}>.", hint, manifest.span(root))
    right = "scormtype" if kind == "SCORM 1.2" else "scormType"
    for one in manifest.resources.values():
        names = {key.rpartition("}")[2] for key in one.node.attributes if key.lower().endswith("scormtype")}
        if names and right not in names:
            hint = f"Write `adlcp:{right}`: {kind} spells it so, and XML minds the case."
            message = f"The resource `{one.identifier}` says `{names.pop()}`."
            yield error("SS-PKG-042", message, hint, manifest.span(one.node))
        elif names and one.node.get(right, adl) is None:
            hint = f'Declare `xmlns:adlcp="{adl}"`.'
            message = f"`{right}` of the resource `{one.identifier}` is in another namespace than {kind}'s."
            yield error("SS-PKG-042", message, hint, manifest.span(one.node))


def _launch(manifest: Manifest, scos: list[Resource]) -> Iterator[Diagnostic]:
    if not manifest.launched():
        hint = "An <item> of the organization must point at a resource with an `href`."
        yield error("SS-PKG-047", "There is nothing that a learner could open.", hint, Span("imsmanifest.xml"))
        return
    for one in manifest.launched():
        if not one.href:
            message = f"The resource `{one.identifier}` stands in the outline and has no `href`."
            yield error("SS-PKG-047", message, "Name the page that opens.", manifest.span(one.node))
        elif is_outside(one.href):
            hint = "The LMS's frame and the page are then strangers to each other: nothing is tracked. Pack the page."
            message = f"The resource `{one.identifier}` opens {one.href}, on another server."
            yield warn("SS-PKG-047", message, hint, manifest.span(one.node))
    if not scos:
        hint = "Mark the resource that talks to the LMS as a `sco`; an `asset` is only shown."
        yield warn("SS-PKG-058", "Nothing in it is a SCO, so nothing is tracked.", hint, Span("imsmanifest.xml"))
    if len(scos) > 1:
        ours = any(_CLOSING.fullmatch(one.identifier) for one in scos)
        hint = _LAST_REPORTS if ours else _EACH_REPORTS
        yield info("SS-PKG-054", f"It has {len(scos)} SCOs.", hint, Span("imsmanifest.xml"))


def _talk(kind: str, scos: list[Resource], scripts: Scripts) -> Iterator[Diagnostic]:
    if not scos or scripts.partly:
        return
    old, new = scripts.says("LMSInitialize", "LMSSetValue"), scripts.says("API_1484_11")
    if kind == "SCORM 1.2" and new and not old:
        hint = "Export it as SCORM 2004, or take a wrapper that speaks both."
        yield error("SS-PKG-058", "The manifest says SCORM 1.2, its scripts speak SCORM 2004 only.", hint)
    elif kind == "SCORM 2004" and old and not new:
        hint = "Export it as SCORM 1.2, or take a wrapper that speaks both."
        yield error("SS-PKG-058", "The manifest says SCORM 2004, its scripts speak SCORM 1.2 only.", hint)
    elif not old and not new:
        hint = "It opens and is never recorded as completed. Export it with tracking, or mark it as an asset."
        yield warn("SS-PKG-058", "No script in it talks to the LMS.", hint)


def _mastery(manifest: Manifest, scripts: Scripts) -> Iterator[Diagnostic]:
    for node in manifest.root.each("masteryscore"):
        score = " ".join(node.text.split())
        if not _WHOLE.fullmatch(score):
            hint = "Write a whole number from 0 to 100, or take it out where nothing is graded."
            yield error("SS-PKG-053", f"The mastery score is `{score}`.", hint, manifest.span(node))
        elif not scripts.partly and not scripts.says("cmi.core.score.raw", "score.raw", "setScore", "SetScore"):
            hint = (
                "With a mastery score an LMS turns “completed” into passed or failed by the score, and learners stay "
                "unfinished. Take <adlcp:masteryscore> out, or report a score."
            )
            message = f"A mastery score of {score} is set, and no script reports a score."
            yield warn("SS-PKG-053", message, hint, manifest.span(node))
        else:
            hint = (
                "Moodle then stores “passed” where the course says “completed”: an activity that waits for completed "
                "stays open, so let it wait for passed."
            )
            yield info("SS-PKG-053", f"It is graded: {score} of 100 passes.", hint, manifest.span(node))


def _measures(manifest: Manifest, scripts: Scripts) -> Iterator[Diagnostic]:
    for node in manifest.root.each("primaryObjective"):
        measure = node.words("minNormalizedMeasure")
        wanted = node.get("satisfiedByMeasure") == "true"
        if measure and not _is_between(measure, -1, 1):
            hint = "It is a share: write 0.8 for 80 percent."
            yield error("SS-PKG-053", f"`minNormalizedMeasure` is {measure}.", hint, manifest.span(node))
        elif wanted and not measure:
            hint = "Without `minNormalizedMeasure` the LMS asks for 100 percent. Write the share that passes."
            yield warn("SS-PKG-053", "An objective is judged by a score that is not named.", hint, manifest.span(node))
        elif wanted and not scripts.partly and not scripts.says("score.scaled", "setScore", "SetScore"):
            hint = "Learners would stay “unknown”. Take `satisfiedByMeasure` out, or report a score."
            message = f"{measure} of the score passes, and no script reports a score."
            yield warn("SS-PKG-053", message, hint, manifest.span(node))


def _fields(kind: str, manifest: Manifest) -> Iterator[Diagnostic]:
    longest = {"datafromlms": 255, "prerequisites": 200} if kind == "SCORM 1.2" else {"dataFromLMS": 4_000}
    for name, limit in longest.items():
        for node in manifest.root.each(name):
            if len(node.text) > limit:
                hint = f"{kind} keeps {limit:,}; what is longer is cut or refused. Put it into a file of the package."
                message = f"<{name}> has {len(node.text):,} characters."
                yield error("SS-PKG-059", message, hint, manifest.span(node))
    for one in manifest.items:
        if len(one.title) > 200:
            hint = "200 characters are what every LMS shows; Moodle and Canvas hold 255."
            yield warn("SS-PKG-059", f"A title has {len(one.title)} characters.", hint, manifest.span(one.node))
        elif not one.title:
            message = f"The item `{one.identifier}` has no title."
            yield error("SS-PKG-042", message, "Give it one: it is what learners see.", manifest.span(one.node))


def _state(kind: str, scripts: Scripts) -> Iterator[Diagnostic]:
    limit = STATE[kind]
    if scripts.own_limit and scripts.own_limit > limit:
        hint = f"Build it for {kind}: the page must know how much it may keep."
        message = f"The page was built to keep {scripts.own_limit:,} characters; {kind} gives it {limit:,}."
        yield error("SS-PKG-052", message, hint)
    elif kind == "SCORM 1.2" and not scripts.own_limit and scripts.says("suspend_data"):
        kept = scripts.says("JSON.stringify", "LZString", "btoa(")
        if kept:
            hint = (
                "Go through the whole course once, answer everything, leave and come back. If the end is lost, export "
                "as SCORM 2004 (64,000 characters) or split the course."
            )
            message = f"Its scripts save a growing text, and SCORM 1.2 keeps {limit:,} characters of it."
            yield info("SS-PKG-052", message, hint)


def _is_between(text: str, low: float, high: float) -> bool:
    try:
        return low <= float(text) <= high
    except ValueError:
        return False
