"""A client of the service, for programs that look things up elsewhere: sync and async, paging by itself.

::

    from kg.client import ADOPTIONS, Client

    with Client("http://127.0.0.1:8000") as client:
        for adoption in client.items(ADOPTIONS, measure="double-random", status="adopted"):
            print(adoption["bureau"], adoption["year"], adoption["quote"])
        held = client.page(ADOPTIONS, measure="double-random")["held"]
"""

from kg.client.asynchronous import AsyncClient
from kg.client.frames import to_dataframe
from kg.client.items import (
    Adoption,
    Bureau,
    BureauRef,
    Filters,
    Found,
    Held,
    Label,
    MeasureRef,
    Metric,
    Organisation,
    PageContent,
    Policy,
    Problem,
    Region,
    RegionRef,
    Report,
    ReportRef,
)
from kg.client.lists import (
    ADOPTIONS,
    BUREAUS,
    CANDIDATES,
    METRICS,
    ORGANISATIONS,
    POLICIES,
    PROBLEMS,
    REGIONS,
    REPORTS,
    List,
    ServiceError,
)
from kg.client.synchronous import Client

__all__ = [
    "ADOPTIONS",
    "BUREAUS",
    "CANDIDATES",
    "METRICS",
    "ORGANISATIONS",
    "POLICIES",
    "PROBLEMS",
    "REGIONS",
    "REPORTS",
    "Adoption",
    "AsyncClient",
    "Bureau",
    "BureauRef",
    "Client",
    "Filters",
    "Found",
    "Held",
    "Label",
    "List",
    "MeasureRef",
    "Metric",
    "Organisation",
    "PageContent",
    "Policy",
    "Problem",
    "Region",
    "RegionRef",
    "Report",
    "ReportRef",
    "ServiceError",
    "to_dataframe",
]
