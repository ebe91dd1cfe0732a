"""A manifest against the standard's own schemas, where the reader has them and lxml is installed.

The schemas are the standards bodies' and not ours to hand on; those that lie in a package are not taken, as a
schema from a stranger can keep a reader busy for ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from socialscaffold.diagnostics import Diagnostic, error, warn
from socialscaffold.marks import Span
from socialscaffold.regex import regex

if TYPE_CHECKING:
    from lxml import etree

_TARGET = regex(rb"""<\w*:?schema\b[^>]*?\btargetNamespace\s*=\s*["']([^"']+)["']""")
_DECLARED = regex(r"""\bxmlns(?::[\w.-]+)?\s*=\s*["']([^"']+)["']""")
_MOST = 15


def check_schema(manifest: bytes, file: str, schemas: Mapping[str, bytes]) -> list[Diagnostic]:
    """What the schemas find in a manifest that has been read safely before. `schemas` are .xsd files by their names.

    A set that lacks the manifest's namespace, or does not load, is told as a warning.
    """
    try:
        from lxml import etree
    except ImportError:
        hint = "Install it with `pip install 'socialscaffold[schemas]'`."
        return [warn("SS-PKG-050", "Schemas need lxml, which is not installed.", hint)]
    targets = {
        found[1].decode("utf-8", "replace"): name for name, data in schemas.items() if (found := _TARGET.search(data))
    }
    text = manifest.decode("utf-8", "replace")
    wanted = [space for space in dict.fromkeys(_DECLARED.findall(text)) if space in targets]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(manifest, parser)
    except etree.XMLSyntaxError as wrong:
        return [error("SS-PKG-038", f"`{file}` is not well-formed XML: {wrong.msg}.", "", Span(file))]
    if etree.QName(root).namespace not in wanted:
        hint = "Put the schemas of this standard and version into the folder."
        message = f"No schema in the folder is for {etree.QName(root).namespace or 'a manifest without a namespace'}."
        return [warn("SS-PKG-050", message, hint, Span(file))]
    try:
        schema = _together({space: targets[space] for space in wanted}, schemas)
    except etree.LxmlError as wrong:
        hint = "Some sets don't load as they were published; look for a corrected one. The other checks were made."
        return [warn("SS-PKG-050", f"The schemas can't be loaded: {str(wrong)[:200]}.", hint, Span(file))]
    schema.validate(root)
    hint = "Strict LMSs refuse it for this. Mend the manifest, or export again."
    return [
        error("SS-PKG-050", f"{_plain(one.message)}", hint, Span(file, one.line, 1, one.line, 2))
        for one in list(schema.error_log)[:_MOST]
    ]


def _together(wanted: Mapping[str, str], schemas: Mapping[str, bytes]) -> etree.XMLSchema:
    """One schema that imports those of all wanted namespaces, read from memory alone."""
    from lxml import etree

    class Given(etree.Resolver):  # type: ignore[misc]
        def resolve(self, url: str, public_id: str, context: object) -> object:
            name = url.rpartition("/")[2]
            return self.resolve_string(schemas.get(name, b"<refused/>"), context, base_url=name)

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    parser.resolvers.add(Given())
    imports = "".join(f'<xs:import namespace="{space}" schemaLocation="{name}"/>' for space, name in wanted.items())
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver.encode(), parser, base_url="driver.xsd"))


def _plain(message: str) -> str:
    """The validator's words without the braces that namespaces stand in."""
    return re.sub(r"\{[^}]*\}", "", message)
