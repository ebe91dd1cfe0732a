"""The JSON Schema of the language, for editors, from the same records that read it."""

from __future__ import annotations

import json

from socialscaffold.source.records import schema_of
from socialscaffold.spec.cohort import Cohort
from socialscaffold.spec.program import Program
from socialscaffold.spec.quiz import Quiz
from socialscaffold.spec.region import Region

FILES: dict[str, type] = {"program": Program, "region": Region, "cohort": Cohort, "quiz": Quiz}


def json_schema(which: str = "program") -> str:
    """The schema of one kind of file as JSON text (draft-07). Raises KeyError for an unknown kind."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"socialscaffold {which}",
        **schema_of(FILES[which]),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
