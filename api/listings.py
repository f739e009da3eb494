"""The lists that there are."""

from api import bodies, models
from api.lists import Statements, Subjects

__all__ = ["ADOPTIONS", "BUREAUS", "CANDIDATES", "METRICS", "ORGANISATIONS", "POLICIES", "PROBLEMS", "REGIONS", "REPORTS"]

_OF_BUREAUS = ("region", "level", "sector", "year", "since", "until")
_OF_REPORTS = (*_OF_BUREAUS, "bureau", "report")
_COUNTED = ("year", "level", "sector", "province")

REPORTS = Statements(
    name="reports",
    kind="report",
    model=models.Report,
    body=bodies.reports,
    filters=(*_OF_BUREAUS, "bureau", "measure", "status", "policy", "text"),
    sort="-year",
    facets=_COUNTED,
)
ADOPTIONS = Statements(
    name="adoptions",
    kind="adoption",
    model=models.Adoption,
    body=bodies.adoptions,
    filters=(*_OF_REPORTS, "measure", "status", "policy", "text"),
    sort="-year",
    facets=(*_COUNTED, "status", "measure"),
)
CANDIDATES = Statements(
    name="candidates",
    kind="adoption",
    model=models.Adoption,
    body=bodies.adoptions,
    filters=(*_OF_REPORTS, "candidate", "status", "policy", "text"),
    sort="-year",
    facets=(*_COUNTED, "status"),
    fixed={"catalogued": False},
)
METRICS = Statements(
    name="metrics",
    kind="metric",
    model=models.Metric,
    body=bodies.metrics,
    filters=(*_OF_REPORTS, "measure", "status", "policy", "indicator", "unit", "text"),
    sort="-year",
    facets=(*_COUNTED, "status"),
)
PROBLEMS = Statements(
    name="problems",
    kind="problem",
    model=models.Problem,
    body=bodies.problems,
    filters=(*_OF_REPORTS, "topic", "text"),
    sort="-year",
    facets=(*_COUNTED, "topic"),
)
BUREAUS = Subjects(
    name="bureaus",
    kind="bureau",
    model=models.Bureau,
    body=bodies.bureaus,
    filters=(*_OF_BUREAUS, "measure", "status", "policy", "text"),
    sort="name",
)
POLICIES = Subjects(
    name="policies",
    kind="policy",
    model=models.Policy,
    body=bodies.policies,
    filters=(*_OF_REPORTS, "measure", "status", "text"),
    sort="-reports",
)
ORGANISATIONS = Subjects(
    name="organisations",
    kind="organization",
    model=models.Organisation,
    body=bodies.organisations,
    filters=(*_OF_REPORTS, "measure", "status", "text"),
    sort="name",
)
REGIONS = Subjects(
    name="regions",
    kind="region",
    model=models.Region,
    body=bodies.regions,
    filters=("region", "level", "text"),
    sort="code",
)
