"""A spreadsheet (.xlsx) of plain texts, the same bytes from the same rows, without a library.

Every cell is text, so that what people type stays what they typed: `=1+1` is no formula and `03-04` no date.
"""

from __future__ import annotations

from collections.abc import Sequence

from socialscaffold.dataclass import dataclass
from socialscaffold.output.archive import zip_bytes
from socialscaffold.output.document import Document
from socialscaffold.output.xml import Element, element, xml_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD, _TEXT, _READ = "1", "2", "3"  # the looks of _STYLES, by their numbers there


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its head, its rows, the width of each column in characters.

    `choices` are the values that a column (counted from 0) offers; `open_from` is the first column that people fill in,
    and those before it are shaded.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    choices: tuple[tuple[int, tuple[str, ...]], ...] = ()
    open_from: int = 0


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one .xlsx. Raises ValueError for a character that XML forbids."""
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": xml_bytes(_types(numbers), {"": f"{_PACKAGE}/content-types"}),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{at}.xml") for at in numbers), ("styles", "styles.xml")]
        ),
        "xl/workbook.xml": xml_bytes(
            element(
                "workbook",
                None,
                element(
                    "sheets",
                    None,
                    *(
                        element("sheet", {"name": one.name, "sheetId": str(at), "r:id": f"rId{at}"})
                        for at, one in zip(numbers, sheets, strict=True)
                    ),
                ),
            ),
            {"": MAIN, "r": _LINKS},
        ),
        "xl/styles.xml": xml_bytes(_styles(), {"": MAIN}),
        **{
            f"xl/worksheets/sheet{at}.xml": xml_bytes(_sheet(one), {"": MAIN})
            for at, one in zip(numbers, sheets, strict=True)
        },
    }
    return zip_bytes(
        [Document(path, data) for path, data in parts.items()], first=("[Content_Types].xml",), prescribed=True
    )


def _types(numbers: Sequence[int]) -> Element:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in numbers]
    return element(
        "Types",
        None,
        element(
            "Default",
            {"Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"},
        ),
        element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        *(element("Override", {"PartName": path, "ContentType": f"{_MIME}.{kind}+xml"}) for path, kind in overrides),
    )


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    made = [
        element("Relationship", {"Id": f"rId{at}", "Type": f"{_LINKS}/{kind}", "Target": target})
        for at, (kind, target) in enumerate(targets, 1)
    ]
    return xml_bytes(element("Relationships", None, *made), {"": f"{_PACKAGE}/relationships"})


def _sheet(sheet: Sheet) -> Element:
    rows = [_row(1, sheet.head, [_HEAD] * len(sheet.head))]
    looks = [_READ if at < sheet.open_from else _TEXT for at in range(len(sheet.head))]
    rows += [_row(number, cells, looks) for number, cells in enumerate(sheet.rows, 2)]
    columns = [
        element("col", {"min": str(at), "max": str(at), "width": str(width), "style": _TEXT, "customWidth": "1"})
        for at, width in enumerate(sheet.widths, 1)
    ]
    pane = {"ySplit": "1", "topLeftCell": "A2", "activePane": "bottomLeft", "state": "frozen"}
    view = element("sheetView", {"workbookViewId": "0"}, element("pane", pane))
    parts = [
        element("sheetViews", None, view),
        element("cols", None, *columns),
        element("sheetData", None, *rows),
    ]
    if sheet.choices:
        checks = [
            element(
                "dataValidation",
                {
                    "type": "list",
                    "allowBlank": "1",
                    "showErrorMessage": "1",
                    "sqref": f"{_letter(column)}2:{_letter(column)}1000",
                },
                element("formula1", text=f'"{",".join(values)}"'),
            )
            for column, values in sheet.choices
        ]
        parts.append(element("dataValidations", {"count": str(len(checks))}, *checks))
    return element("worksheet", None, *parts)


def _row(number: int, cells: Sequence[str], looks: Sequence[str]) -> Element:
    made = []
    for at, (text, look) in enumerate(zip(cells, looks, strict=True)):
        place = {"r": f"{_letter(at)}{number}", "s": look}
        if text:
            words = element("t", {"xml:space": "preserve"}, text=text)
            made.append(element("c", {**place, "t": "inlineStr"}, element("is", None, words)))
        else:
            made.append(element("c", place))
    return element("row", {"r": str(number)}, *made)


def _letter(column: int) -> str:
    """`A` for 0; forms have no more than 26 columns."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def _styles() -> Element:
    """Four looks: the default, a head, an open cell, and one that is only read."""

    def font(*bold: Element) -> Element:
        return element("font", None, *bold, element("sz", {"val": "11"}), element("name", {"val": "Calibri"}))

    def fill(kind: str, colour: str = "") -> Element:
        inside = [element("fgColor", {"rgb": colour})] if colour else []
        return element("fill", None, element("patternFill", {"patternType": kind}, *inside))

    def look(font_at: int, fill_at: int) -> Element:
        wrap = element("alignment", {"vertical": "top", "wrapText": "1"})
        applied = {"applyNumberFormat": "1", "applyAlignment": "1", "applyFont": "1", "applyFill": "1"}
        return element(
            "xf",
            {"numFmtId": "49", "fontId": str(font_at), "fillId": str(fill_at), "borderId": "0", "xfId": "0", **applied},
            wrap,
        )

    fills = [fill("none"), fill("gray125"), fill("solid", "FFD9E6E7"), fill("solid", "FFF1F0EB")]
    sides = [element(one) for one in ("left", "right", "top", "bottom", "diagonal")]
    plain = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}
    return element(
        "styleSheet",
        None,
        element("fonts", {"count": "2"}, font(), font(element("b"))),
        element("fills", {"count": str(len(fills))}, *fills),
        element("borders", {"count": "1"}, element("border", None, *sides)),
        element("cellStyleXfs", {"count": "1"}, element("xf", plain)),
        element("cellXfs", {"count": "4"}, element("xf", {**plain, "xfId": "0"}), look(1, 2), look(0, 0), look(0, 3)),
        element("cellStyles", {"count": "1"}, element("cellStyle", {"name": "Normal", "xfId": "0", "builtinId": "0"})),
    )
