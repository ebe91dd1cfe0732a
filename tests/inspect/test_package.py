"""What is told of a package: its kind, why an LMS would refuse it, and the traps that only learners meet."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

import pytest
from packages import (
    TALKS_12,
    TALKS_2004,
    cartridge,
    cmi5,
    codes,
    edited,
    found,
    from_another_tool,
    inspected,
    scorm12,
    scorm2004,
    zipped,
)

from socialscaffold.compiler import READY, build, check
from socialscaffold.inspect.package import CODES
from socialscaffold.review.catalogue import known_codes
from socialscaffold.source.gate import Gate

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("files", "kind", "launch"),
    [
        (scorm12(), "SCORM 1.2", "index.html"),
        (scorm2004(), "SCORM 2004 4th Edition", "index.html"),
        (cmi5(), "cmi5", "index.html"),
        (cartridge("1.1"), "Common Cartridge 1.1", ""),
        (cartridge("1.3"), "Common Cartridge 1.3", ""),
    ],
    ids=["scorm12", "scorm2004", "cmi5", "cc11", "cc13"],
)
def test_a_package_in_order_is_known_and_clean(files: dict[str, bytes | str], kind: str, launch: str) -> None:
    seen = inspected(zipped(files))
    assert (seen.kind, seen.launch, seen.found) == (kind, launch, ())
    assert seen.files == len(files)


@cache
def own_packages() -> dict[str, bytes]:
    checked = check(Gate(ROOT / "examples" / "ev-charging"))
    made, _ = build(checked, READY)
    return {one.path: one.data for one in made if one.path.endswith((".zip", ".imscc"))}


def test_our_own_packages_are_clean() -> None:
    packages = own_packages()
    assert len(packages) >= 3
    worst = {name: [one for one in inspected(data).found if one.severity != "info"] for name, data in packages.items()}
    assert worst == {name: [] for name in packages}
    assert all(inspected(data).kind and inspected(data).title for data in packages.values())


def test_a_graded_package_of_ours_is_clean_too() -> None:
    checked = check(Gate(ROOT / "examples" / "ev-charging"))
    assert checked.plan is not None
    package = checked.plan.program.package
    graded = dataclasses.replace(package, completion=dataclasses.replace(package.completion, score=0.8))
    program = dataclasses.replace(checked.plan.program, package=graded)
    made, _ = build(dataclasses.replace(checked, plan=dataclasses.replace(checked.plan, program=program)), ("scorm12",))
    assert [one.severity for one in inspected(made[0].data).found] == ["info"]
    assert "80 of 100 passes" in inspected(made[0].data).found[0].message


@pytest.mark.parametrize(
    ("version", "kind"),
    [
        ("1.2", "SCORM 1.2"),
        ("2004 3rd Edition", "SCORM 2004 3rd Edition"),
        ("2004 4th Edition", "SCORM 2004 4th Edition"),
    ],
)
def test_a_package_of_another_tool(version: str, kind: str, tmp_path: Path) -> None:
    """The tool makes a new identifier each time, and its pages speak 1.2 whatever the manifest says."""
    data = from_another_tool(tmp_path, version)
    seen = inspected(data)
    assert (seen.kind, seen.title, seen.launch) == (kind, "Test Course", "index.html")
    assert "made by chance" in found(data, "SS-PKG-049").message
    assert ("SS-PKG-058" in codes(data)) == (kind != "SCORM 1.2")


# Each breaks one thing of a package that is in order, and is told with its code and a word of the cause or remedy.
BROKEN = [
    ({f"course/{name}": data for name, data in scorm12().items()}, "SS-PKG-040", "Open the folder `course`"),
    ({"IMSMANIFEST.XML": "<manifest/>"}, "SS-PKG-040", "all small"),
    ({"tincan.xml": "<tincan/>"}, "SS-PKG-041", "cmi5 or SCORM"),
    ({"Course.CRS": "[Course]"}, "SS-PKG-041", "SCORM or cmi5"),
    ({"moodle_backup.xml": "<moodle_backup/>"}, "SS-PKG-041", "“Restore”"),
    ({"h5p.json": "{}", "content/content.json": "{}"}, "SS-PKG-041", "export SCORM"),
    ({"contentv3.xml": "<instance/>"}, "SS-PKG-041", "eXeLearning"),
    ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}, "SS-PKG-041", "plain file"),
    ({"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"}, "SS-PKG-041", "as a file"),
    ({}, "SS-PKG-040", "Export the package again"),
    ({**scorm12(), **cmi5()}, "SS-PKG-041", "Keep the one"),
    ({"index.html": "<p>"}, "SS-PKG-040", "have `imsmanifest.xml` at the root"),
    ({"imsmanifest.xml": "<manifest identifier='m'/>"}, "SS-PKG-041", "none of the kinds"),
    ({**scorm12(), "Mein Kurs.html": "x"}, "SS-PKG-046", "Rename"),
    ({**scorm12(), "extra.png": "x"}, "SS-PKG-045", "pictures go missing"),
    ({name: data for name, data in scorm12().items() if name != "a.js"}, "SS-PKG-044", "`a.js` is listed"),
    ({**scorm12(), "a.js": "nothing()"}, "SS-PKG-058", "No script in it talks"),
    ({**scorm12(), "a.js": TALKS_2004}, "SS-PKG-058", "speak SCORM 2004 only"),
    ({**scorm2004(), "a.js": TALKS_12}, "SS-PKG-058", "speak SCORM 1.2 only"),
    ({**cmi5(), "a.js": "nothing()"}, "SS-PKG-058", "at launch"),
]


@pytest.mark.parametrize(("files", "code", "told"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_package_is_told_with_its_cause(files: dict[str, bytes | str], code: str, told: str) -> None:
    one = found(zipped(files), code)
    assert told in f"{one.message} {one.hint}"


EDITED = [
    (scorm12(), 'identifierref="r"', 'identifierref="gone"', "SS-PKG-043"),
    (scorm12(), 'default="o"', 'default="gone"', "SS-PKG-043"),
    (scorm12(), 'href="index.html">', 'href="gone.html">', "SS-PKG-047"),
    (scorm12(), ' href="index.html">', ">", "SS-PKG-047"),
    (scorm12(), 'href="index.html">', 'href="https://a.example/x">', "SS-PKG-047"),
    (scorm12(), 'adlcp:scormtype="sco"', 'adlcp:scormType="sco"', "SS-PKG-042"),
    (scorm12(), 'adlcp:scormtype="sco"', 'adlcp:scormtype="asset"', "SS-PKG-058"),
    (scorm12(), 'identifier="i"', 'identifier="r"', "SS-PKG-048"),
    (scorm12(), 'identifier="course"', 'identifier="MANIFEST-20261125"', "SS-PKG-049"),
    (scorm12(), 'identifier="course"', 'identifier="C1764045600000"', "SS-PKG-049"),
    (scorm12(), 'identifier="course"', 'identifier="eXe3f2a9c0d1b4e5f60718293a4"', "SS-PKG-049"),
    (scorm12(), "imscp_rootv1p1p2", "imscp_wrong", "SS-PKG-042"),
    (scorm12(), "<title>Page</title>", f"<title>{'Page ' * 60}</title>", "SS-PKG-059"),
    (scorm12(), "<title>Page</title>", "<title>P</title><adlcp:masteryscore>0.8</adlcp:masteryscore>", "SS-PKG-053"),
    (
        scorm12(),
        "<title>Page</title>",
        f"<title>P</title><adlcp:datafromlms>{'x' * 300}</adlcp:datafromlms>",
        "SS-PKG-059",
    ),
    (
        scorm2004(),
        "<title>Page</title>",
        "<title>P</title><primaryObjective satisfiedByMeasure='true'><minNormalizedMeasure>80</minNormalizedMeasure>"
        "</primaryObjective>",
        "SS-PKG-053",
    ),
    (scorm2004(), "<title>Page</title>", "<title>P</title><primaryObjective satisfiedByMeasure='true'/>", "SS-PKG-053"),
    (cartridge("1.3"), ">1.3.0<", ">1.1.0<", "SS-PKG-042"),
    (cartridge("1.3"), ' href="a.html">', ">", "SS-PKG-057"),
]


@pytest.mark.parametrize(("files", "old", "new", "code"), EDITED, ids=range(len(EDITED)))
def test_one_wrong_thing_is_told(files: dict[str, bytes | str], old: str, new: str, code: str) -> None:
    assert code in codes(edited(files, old, new))


CMI5 = [
    (' moveOn="Completed"', "", "SS-PKG-055", "warn"),
    ('moveOn="Completed"', 'moveOn="Done"', "SS-PKG-055", "error"),
    ('moveOn="Completed"', 'moveOn="Passed" masteryScore="80"', "SS-PKG-053", "error"),
    ("index.html?a=1", "gone.html", "SS-PKG-047", "error"),
    ("index.html?a=1", "https://a.example/x", "SS-PKG-047", "info"),
    ('id="https://our.example/course/au"', 'id="au 1"', "SS-PKG-042", "error"),
    ('id="https://our.example/course/au"', 'id="https://our.example/course"', "SS-PKG-048", "error"),
    ("cmi5/v1", "cmi5/v2", "SS-PKG-042", "error"),
]


@pytest.mark.parametrize(("old", "new", "code", "severity"), CMI5, ids=range(len(CMI5)))
def test_one_wrong_thing_in_a_course_structure_is_told(old: str, new: str, code: str, severity: str) -> None:
    assert found(edited(cmi5(), old, new, "cmi5.xml"), code).severity == severity


@pytest.mark.parametrize("score", ["0", "0.8", "1", "1.0", ".5"])
def test_a_share_is_a_mastery_score_of_cmi5(score: str) -> None:
    assert codes(edited(cmi5(), "moveOn=", f'masteryScore="{score}" moveOn=', "cmi5.xml")) == []


def test_a_mastery_score_without_a_score_is_a_trap() -> None:
    graded = scorm12()
    data = edited(graded, "<title>Page</title>", "<title>P</title><adlcp:masteryscore>80</adlcp:masteryscore>")
    assert found(data, "SS-PKG-053").severity == "info"
    silent = {**graded, "a.js": "API.LMSInitialize(''); API.LMSSetValue('cmi.core.lesson_status', 'completed')"}
    data = edited(silent, "<title>Page</title>", "<title>P</title><adlcp:masteryscore>80</adlcp:masteryscore>")
    assert found(data, "SS-PKG-053").severity == "warn"


RESOURCES = {
    "topic with an href": '<resource identifier="t" type="imsdt_xmlv1p3" href="t.xml"><file href="t.xml"/></resource>',
    "topic with two files": (
        '<resource identifier="t" type="imsdt_xmlv1p3"><file href="t.xml"/><file href="a.html"/></resource>'
    ),
}
TOPIC = '<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imsdt_v1p3"><title>T</title><text>x</text></topic>'
TALK = '<item identifier="ti" identifierref="t"><title>Talk</title></item>'


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_a_topic_of_the_wrong_shape_is_told(resource: str) -> None:
    assert "SS-PKG-057" in codes(zipped(cartridge("1.3", resource, TALK, **{"t.xml": TOPIC})))


def test_a_topic_of_another_version_or_with_another_content_is_told() -> None:
    resource = '<resource identifier="t" type="imsdt_xmlv1p1"><file href="t.xml"/></resource>'
    assert codes(zipped(cartridge("1.3", resource, TALK, **{"t.xml": TOPIC}))) == ["SS-PKG-056"]
    assert codes(zipped(cartridge("1.1", resource, TALK, **{"t.xml": "<webLink/>"}))) == ["SS-PKG-057"]


def test_an_assignment_is_an_error_in_1_1_and_none_in_1_3() -> None:
    resource = '<resource identifier="t" type="assignment_xmlv1p0"><file href="t.xml"/></resource>'
    part = '<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment" identifier="a"/>'
    assert codes(zipped(cartridge("1.3", resource, TALK, **{"t.xml": part}))) == []
    one = found(zipped(cartridge("1.1", resource, TALK, **{"t.xml": part})), "SS-PKG-056")
    assert one.severity == "error" and "Moodle refuses the whole cartridge" in one.hint


REQUESTS = [
    ("index.html", "<script src='https://cdn.example/x.js'></script>", "cdn.example"),
    ("index.html", "<img alt='' src=//cdn.example/x.png>", "cdn.example"),
    ("index.html", "<link rel=stylesheet href='http://cdn.example/x.css'>", "not encrypted"),
    ("index.html", "<iframe title='' src='https://video.example/1'></iframe>", "video.example"),
    ("index.html", "<style>@import 'https://fonts.example/a.css';</style>", "fonts.example"),
    ("index.html", "<script>fetch('https://api.example/x')</script>", "api.example"),
    ("a.css", "p { background: url(https://cdn.example/x.png) }", "cdn.example"),
    ("a.js", "x.open('POST', 'https://log.example/')", "log.example"),
    ("a.js", "import('https://cdn.example/m.js')", "cdn.example"),
    ("a.js", "new Image().src = 'https://count.example/p.gif'", "count.example"),
]
QUIET = [
    ("index.html", "<a href='https://elsewhere.example'>x</a><link rel='canonical' href='https://own.example/'>"),
    ("a.js", "const NS = 'http://www.w3.org/2000/svg'; location.href = 'https://next.example/'"),
    ("a.css", "/* https://licence.example */ p { color: red }"),
]


def with_file(name: str, text: str) -> bytes:
    files = {**scorm12(), name: str(scorm12().get(name, "")) + text}
    return (
        edited(files, '<file href="a.js"/>', '<file href="a.js"/><file href="a.css"/>')
        if name == "a.css"
        else zipped(files)
    )


@pytest.mark.parametrize(("name", "text", "told"), REQUESTS, ids=range(len(REQUESTS)))
def test_what_loads_from_another_server_is_told(name: str, text: str, told: str) -> None:
    one = found(with_file(name, "\n\n" + text), "SS-PKG-051")
    assert told in one.message
    assert (
        one.span is not None
        and one.span.file == name
        and one.span.line == (1 if name == "a.css" else 0) + 3 - (name == "a.css")
    )


@pytest.mark.parametrize(("name", "text"), QUIET, ids=range(len(QUIET)))
def test_a_link_loads_nothing(name: str, text: str) -> None:
    assert codes(with_file(name, text)) == []


def test_a_page_of_ours_that_may_keep_more_than_its_lms_gives_is_told() -> None:
    page = '<script type="application/json" id="learner-data">{"program": "p", "limit": 64000}</script>'
    assert "64,000 characters; SCORM 1.2 gives it 4,096" in found(with_file("index.html", page), "SS-PKG-052").message
    growing = {**scorm12(), "a.js": TALKS_12 + "API.LMSSetValue('cmi.suspend_data', JSON.stringify(all))"}
    assert found(zipped(growing), "SS-PKG-052").severity == "info"


def test_a_file_listed_in_other_letters_is_named() -> None:
    files = {("A.js" if name == "a.js" else name): data for name, data in scorm12().items()}
    assert "It is there as `A.js`" in found(zipped(files), "SS-PKG-044").hint


def test_addresses_are_read_as_browsers_do() -> None:
    """xml:base, escapes, a query and `./` lead to the same file."""
    manifest = (
        str(scorm12()["imsmanifest.xml"])
        .replace("<resources>", '<resources xml:base="pages/">')
        .replace('sco" href="index.html"', 'sco" href="./a%20page.html?x=1#top"')
        .replace('<file href="index.html"/>', '<file href="a%20page.html"/>')
    )
    files = {"imsmanifest.xml": manifest, "pages/a page.html": "", "pages/a.js": TALKS_12}
    assert codes(zipped(files)) == ["SS-PKG-046"]
    assert inspected(zipped(files)).launch == "pages/a page.html"


def test_several_scos_are_a_note() -> None:
    manifest = (
        str(scorm12()["imsmanifest.xml"])
        .replace("</item>", '</item><item identifier="i2" identifierref="r2"><title>Two</title></item>')
        .replace(
            "<resources>",
            '<resources><resource identifier="r2" type="webcontent" adlcp:scormtype="sco" '
            'href="b.html"><file href="b.html"/></resource>',
        )
    )
    one = found(zipped(scorm12(manifest, **{"b.html": "<p>"})), "SS-PKG-054")
    assert one.severity == "info" and "Moodle" in one.hint


@pytest.mark.parametrize(("reports", "told"), [("last-part", "Only the last of them reports"), ("each-part", "Tick")])
def test_a_split_package_of_ours_is_told_what_its_lms_is_to_wait_for(reports: str, told: str) -> None:
    checked = check(Gate(ROOT / "examples" / "ev-charging"))
    assert checked.plan is not None
    package = dataclasses.replace(checked.plan.program.package, split="module", reports=reports)
    program = dataclasses.replace(checked.plan.program, package=package)
    split = dataclasses.replace(checked, plan=dataclasses.replace(checked.plan, program=program))
    for form in ("scorm12", "scorm2004"):
        made, _ = build(split, (form,))
        assert found(made[0].data, "SS-PKG-054").hint.count(told) == 1


def test_many_findings_of_one_kind_end_in_a_count() -> None:
    manifest = str(scorm12()["imsmanifest.xml"]).replace(
        "</item>",
        "</item>"
        + "".join(f'<item identifier="x{n}" identifierref="g{n}"><title>X</title></item>' for n in range(500)),
    )
    messages = [one.message for one in inspected(zipped(scorm12(manifest))).found if one.code == "SS-PKG-043"]
    assert len(messages) == 16
    assert messages[0] == "485 more findings: a reference that leads nowhere."


def test_a_name_of_thousands_of_letters_does_not_fill_the_screen() -> None:
    data = edited(scorm12(), 'identifierref="r"', f'identifierref="{"g" * 50_000}"')
    assert all(len(one.message) < 500 for one in inspected(data).found)


def test_every_code_that_is_used_is_explained_and_used() -> None:
    texts = "".join(path.read_text("utf-8") for path in sorted((ROOT / "socialscaffold" / "inspect").glob("*.py")))
    assert all(texts.count(f'"{code}"') > 1 for code in CODES)


def test_every_code_can_be_looked_up() -> None:
    assert set(CODES) | {"SS-PKG-020", "SS-PKG-021", "SS-PKG-022"} <= known_codes()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7", "it is not a zip"),
        (zipped(scorm12())[:200], "its end is missing"),
    ],
    ids=["empty", "another file", "cut off"],
)
def test_a_file_that_is_no_archive_says_why(data: bytes, why: str) -> None:
    assert why in found(data, "SS-PKG-030").message


def test_a_cartridge_with_nothing_in_it_is_told() -> None:
    manifest = str(cartridge()["imsmanifest.xml"])
    start, end = manifest.index("<resources"), manifest.index("</resources>")
    outline = manifest.index("<organizations"), manifest.index("</organizations>")
    bare = f"{manifest[: outline[0]]}<organizations>{manifest[outline[1] : start]}<resources>{manifest[end:]}"
    assert "nothing in the cartridge" in found(zipped({"imsmanifest.xml": bare}), "SS-PKG-047").message
