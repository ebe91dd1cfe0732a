"""The plan's pictures: shapes with the plan's numbers in them, and the same numbers as a table."""

from __future__ import annotations

from socialscaffold.output.pictures.coverage import coverage
from socialscaffold.output.pictures.journey import journey
from socialscaffold.output.pictures.learning import learning
from socialscaffold.output.pictures.presence import presence
from socialscaffold.output.pictures.pyramid import pyramid
from socialscaffold.output.pictures.regions import region_matrix
from socialscaffold.output.pictures.shapes import Picture
from socialscaffold.output.pictures.workload import staff_workload, workload
from socialscaffold.plan.model import Plan


def pictures(plan: Plan) -> tuple[Picture, ...]:
    """Every picture of the plan, in the order in which a reader meets them."""
    return (
        journey(plan),
        workload(plan),
        staff_workload(plan),
        pyramid(plan),
        coverage(plan),
        learning(plan),
        presence(plan),
        region_matrix(plan),
    )
