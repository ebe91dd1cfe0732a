"""Templates compiled for English: what they say is put in as they are compiled, and an English build looks nothing up.

`{{ _("Week %(number)s", number=week) }}` compiles to what `Week {{ week }}` would. Texts with a plural, and texts that
are handed on to a function, are looked up as in any other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_VALUE = re.compile(r"%\((\w+)\)s|%%")


class EnglishGenerator(CodeGenerator):
    """Compiles texts that stand by themselves between `{{` and `}}` to their words and values."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Each part of an output, the texts taken to pieces."""
        node.nodes = [piece for one in node.nodes for piece in _pieces(one)]
        super().visit_Output(node, frame)


def _pieces(one: Any) -> Iterator[nodes.Expr]:
    text = _text_of(one)
    if text is None:
        yield one
        return
    values = {each.key: each.value for each in one.kwargs}
    end = 0
    for hit in _VALUE.finditer(text) if values else ():
        yield nodes.TemplateData(text[end : hit.start()] + ("" if hit[1] else "%"))
        if hit[1]:
            yield values[hit[1]]
        end = hit.end()
    yield nodes.TemplateData(text[end:] if values else text.replace("%%", "%"))


def _text_of(one: Any) -> str | None:
    """The text of `_("text", …)` or `pgettext("context", "text", …)`, None for anything else."""
    if not isinstance(one, nodes.Call) or not isinstance(one.node, nodes.Name) or one.dyn_args or one.dyn_kwargs:
        return None
    wanted = {"_": 1, "gettext": 1, "pgettext": 2}.get(one.node.name)
    said = [each.value for each in one.args if isinstance(each, nodes.Const)]
    return str(said[-1]) if wanted == len(one.args) == len(said) else None
