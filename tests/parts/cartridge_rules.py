"""What a Common Cartridge is held to: the rules of the standard that importers trip over, read with lxml.

Written against the standard and the importers of Moodle (1.1), Canvas and Open edX (1.3); it shares nothing with the
code that makes cartridges.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree, html

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
ASSIGNMENT = "{http://www.imsglobal.org/xsd/imscc_extensions/assignment}"
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
LONGEST_TITLE = 255
PROFILES = {
    "cc.multiple_choice.v0p1",
    "cc.multiple_response.v0p1",
    "cc.true_false.v0p1",
    "cc.fib.v0p1",
    "cc.essay.v0p1",
    "cc.pattern_match.v0p1",
}


class Cartridge:
    """A cartridge opened as an importer would; `wrong` collects what breaks a rule."""

    def __init__(self, data: bytes, version: str) -> None:
        self.files = {}
        self.wrong: list[str] = []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            self.files = {name: archive.read(name) for name in names}
        self.wrong += [f"{name} stands twice" for name, times in Counter(names).items() if times > 1]
        self.short = "v" + version.replace(".", "p")
        self.cp = f"{{http://www.imsglobal.org/xsd/imscc{self.short}/imscp_v1p1}}"
        self.root = etree.fromstring(self.files["imsmanifest.xml"])
        self.types = {
            "webcontent": "",
            f"imswl_xml{self.short}": f"{{http://www.imsglobal.org/xsd/imscc{self.short}/imswl_{self.short}}}webLink",
            f"imsdt_xml{self.short}": f"{{http://www.imsglobal.org/xsd/imscc{self.short}/imsdt_{self.short}}}topic",
            f"imsqti_xmlv1p2/imscc_xml{self.short}/assessment": f"{QTI}questestinterop",
        }
        if version == "1.3":
            self.types["assignment_xmlv1p0"] = f"{ASSIGNMENT}assignment"
        self.version = version

    def check(self) -> list[str]:
        """Every rule that is broken, as a sentence."""
        self._head()
        self._identifiers()
        self._organization()
        self._resources()
        return self.wrong

    def resources(self) -> Iterator[etree._Element]:
        """The resources, in the manifest's order."""
        yield from self.root.findall(f"{self.cp}resources/{self.cp}resource")

    def leaves(self) -> list[tuple[str, str, str]]:
        """What a learner sees, in order: module, title, type of the resource."""
        types = {one.get("identifier"): one.get("type") for one in self.resources()}
        modules = self.root.findall(f"{self.cp}organizations/{self.cp}organization/{self.cp}item/{self.cp}item")
        return [
            (
                str(one.findtext(f"{self.cp}title")),
                str(leaf.findtext(f"{self.cp}title")),
                types[leaf.get("identifierref")],
            )
            for one in modules
            for leaf in one.iter(f"{self.cp}item")
            if leaf.get("identifierref")
        ]

    def _say(self, wrong: str) -> None:
        self.wrong.append(wrong)

    def _head(self) -> None:
        if self.root.tag != f"{self.cp}manifest":
            self._say(f"the root is {self.root.tag}")
        if [one.tag.removeprefix(self.cp) for one in self.root] != ["metadata", "organizations", "resources"]:
            self._say("the manifest's parts are not metadata, organizations, resources")
        said = [self.root.findtext(f"{self.cp}metadata/{self.cp}{name}") for name in ("schema", "schemaversion")]
        if said != ["IMS Common Cartridge", f"{self.version}.0"]:
            self._say(f"it says that it is {said}")
        lom = f"{{http://ltsc.ieee.org/xsd/imscc{self.short}/LOM/manifest}}"
        if not self.root.findtext(f"{self.cp}metadata/{lom}lom/{lom}general/{lom}title/{lom}string"):
            self._say("the metadata has no title")

    def _identifiers(self) -> None:
        names = Counter(one.get("identifier") for one in self.root.iter() if one.get("identifier"))
        self.wrong += [f"the identifier {name} stands {times} times" for name, times in names.items() if times > 1]
        self.wrong += [f"{name} is no identifier" for name in names if not NCNAME.fullmatch(str(name))]

    def _organization(self) -> None:
        (organizations,) = self.root.iter(f"{self.cp}organizations")
        if len(organizations) != 1 or organizations[0].get("structure") != "rooted-hierarchy":
            self._say("there is not exactly one rooted hierarchy")
            return
        roots = organizations[0].findall(f"{self.cp}item")
        if len(roots) != 1 or roots[0].find(f"{self.cp}title") is not None or roots[0].get("identifierref"):
            self._say("the hierarchy does not have one root item without a title")
        for item in roots[0].iter(f"{self.cp}item"):
            if item is roots[0]:
                continue
            title = item.findtext(f"{self.cp}title") or ""
            if not title.strip() or len(title) > LONGEST_TITLE:
                self._say(f"an item has the title {title!r}")
            children = item.findall(f"{self.cp}item")
            if bool(children) == bool(item.get("identifierref")):
                self._say(f"the item {title!r} is neither a heading nor a leaf")

    def _resources(self) -> None:
        known = {one.get("identifier"): one for one in self.resources()}
        opened = {one.get("identifierref") for one in self.root.iter(f"{self.cp}item") if one.get("identifierref")}
        needed = {one.get("identifierref") for one in self.root.iter(f"{self.cp}dependency")}
        self.wrong += [
            f"a reference leads to {name}, which is no resource" for name in opened | needed if name not in known
        ]
        self.wrong += [f"nothing leads to the resource {name}" for name in known if name not in opened | needed]
        listed = Counter(one.get("href") for one in self.root.iter(f"{self.cp}file"))
        packed = set(self.files) - {"imsmanifest.xml"}
        self.wrong += [f"{name} is listed and not there" for name in listed if name not in packed]
        self.wrong += [f"{name} is there and not listed" for name in packed if name not in listed]
        self.wrong += [f"{name} is listed {times} times" for name, times in listed.items() if times > 1]
        for name, one in known.items():
            self._resource(str(name), one, name in opened)

    def _resource(self, name: str, one: etree._Element, opened: bool) -> None:
        kind, href = one.get("type"), one.get("href")
        paths = [str(file.get("href")) for file in one.findall(f"{self.cp}file")]
        if kind not in self.types:
            self._say(f"{name} is of the type {kind}, which {self.version} does not have")
            return
        if kind == "webcontent":
            if opened and href not in paths:
                self._say(f"{name} is opened at {href}, which is not among its files")
            for path in paths:
                if path.endswith(".html") and path in self.files:
                    self._page(path, {str(each.get("identifierref")) for each in one.findall(f"{self.cp}dependency")})
            return
        if len(paths) != 1 or href is not None:
            self._say(f"{name} has {len(paths)} files and the href {href}")
            return
        root = etree.fromstring(self.files[paths[0]])
        if root.tag != self.types[kind]:
            self._say(f"{paths[0]} begins with {root.tag}")
        if root.tag == f"{QTI}questestinterop":
            self.wrong += [f"{paths[0]}: {wrong}" for wrong in check_assessment(root)]
        else:
            self._text(paths[0], root)

    def _text(self, path: str, root: etree._Element) -> None:
        own = root.tag.rpartition("}")[0] + "}"
        if not (root.findtext(f"{own}title") or "").strip():
            self._say(f"{path} has no title")
        url, text = root.find(f"{own}url"), root.find(f"{own}text")
        if url is not None and urlsplit(url.get("href") or "").scheme not in ("http", "https"):
            self._say(f"{path} leads to {url.get('href')}")
        if url is None and (text is None or text.get("texttype") != "text/html" or not text.text):
            self._say(f"{path} has no text of the type text/html")
        elif text is not None:
            html.fromstring(str(text.text))

    def _page(self, path: str, needs: set[str]) -> None:
        page = html.fromstring(self.files[path])
        shown = {str(each.get("identifier")): each.get("href") for each in self.resources()}
        for one in page.iter("img"):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(one.get("src"))))
            if target not in self.files or target not in {shown.get(name) for name in needs}:
                self._say(f"{path} shows {target}, which is not there or not named as a dependency")
        if list(page.iter("script", "style", "link", "iframe", "object", "form")):
            self._say(f"{path} holds more than text")


def check_assessment(root: etree._Element) -> list[str]:
    """What breaks the cartridge's profile of QTI 1.2."""
    wrong = []
    fields = _fields(root.find(f"{QTI}assessment"))
    if fields.get("cc_profile") != "cc.exam.v0p1":
        wrong.append(f"the assessment's profile is {fields.get('cc_profile')}")
    sections = root.findall(f"{QTI}assessment/{QTI}section")
    if len(sections) != 1 or sections[0].get("ident") != "root_section":
        wrong.append("there is not one section called root_section")
    names = Counter(one.get("ident") for one in root.iter(f"{QTI}item"))
    wrong += [f"the question {name} stands {times} times" for name, times in names.items() if times > 1]
    for item in root.iter(f"{QTI}item"):
        wrong += [f"{item.get('ident')}: {told}" for told in _question(item)]
    return wrong


def right_answers(item: etree._Element) -> set[str]:
    """The answers that Open edX's importer takes for right: those of the conditions up to the first that ends."""
    found: set[str] = set()
    for condition in item.iter(f"{QTI}respcondition"):
        plain = condition.findall(f"{QTI}conditionvar/{QTI}varequal")
        found |= {str(one.text) for one in plain or condition.findall(f"{QTI}conditionvar/{QTI}and/{QTI}varequal")}
        if condition.get("continue", "No") == "No":
            break
    return found


def told_to_everybody(item: etree._Element) -> list[str]:
    """The feedback that Moodle's importer shows whatever was answered: that of the conditions that go on."""
    return [
        str(one.get("linkrefid"))
        for condition in item.iter(f"{QTI}respcondition")
        if condition.get("continue") == "Yes"
        for one in condition.findall(f"{QTI}displayfeedback")
    ]


def _question(item: etree._Element) -> list[str]:
    wrong = []
    profile = _fields(item.find(f"{QTI}itemmetadata")).get("cc_profile")
    if profile not in PROFILES:
        wrong.append(f"the profile is {profile}")
    if not item.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext"):
        wrong.append("nothing is asked")
    labels = [str(one.get("ident")) for one in item.iter(f"{QTI}response_label")]
    used = {str(one.text) for one in item.iter(f"{QTI}varequal")}
    if labels and (len(labels) != len(set(labels)) or not used <= set(labels)):
        wrong.append(f"it marks {used} of the answers {labels}")
    least = {"cc.multiple_choice.v0p1": 3, "cc.multiple_response.v0p1": 2, "cc.true_false.v0p1": 2}.get(str(profile), 0)
    if len(labels) < least:
        wrong.append(f"it has {len(labels)} answers and needs {least}")
    cardinalities = {str(one.get("rcardinality")) for one in item.iter(f"{QTI}response_lid")}
    if cardinalities - {"Multiple" if profile == "cc.multiple_response.v0p1" else "Single"}:
        wrong.append(f"it lets {cardinalities} be chosen")
    if any(
        one.get("respident") not in {each.get("ident") for each in item.iter() if "response_" in each.tag}
        for one in item.iter(f"{QTI}varequal")
    ):
        wrong.append("it marks an answer to another question")
    if profile == "cc.true_false.v0p1" and set(labels) != {"true", "false"}:
        wrong.append(f"it is true or false and has the answers {labels}")
    scores = [one for one in item.iter(f"{QTI}respcondition") if one.findtext(f"{QTI}setvar") == "100"]
    if len(scores) != 1:
        wrong.append(f"{len(scores)} conditions give the point")
    told = {str(one.get("ident")) for one in item.iter(f"{QTI}itemfeedback")}
    shown = {str(one.get("linkrefid")) for one in item.iter(f"{QTI}displayfeedback")}
    if told != shown:
        wrong.append(f"it has the feedback {told} and shows {shown}")
    order = {"conditionvar": 0, "setvar": 1, "displayfeedback": 2}
    for condition in item.iter(f"{QTI}respcondition"):
        kinds = [order[one.tag.removeprefix(QTI)] for one in condition]
        if kinds != sorted(kinds) or kinds.count(0) != 1:
            wrong.append("a condition's parts are not in their order")
    return wrong


def _fields(root: etree._Element | None) -> dict[str, str]:
    found = [] if root is None else root.findall(f"{QTI}qtimetadata/{QTI}qtimetadatafield")
    return {str(one.findtext(f"{QTI}fieldlabel")): str(one.findtext(f"{QTI}fieldentry")) for one in found}
