"""The lists of the service, what is sent for them, and what is wrong with an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from httpx2 import Response

from kg.client.items import Adoption, Bureau, Metric, Organisation, Policy, Problem, Region, Report
from kg.errors import KgError

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
    "List",
    "ServiceError",
    "content_of",
    "path_of",
]

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class List(Generic[_Item]):
    """A list of the service, by the path of its route."""

    path: str


ADOPTIONS: List[Adoption] = List("/adoptions")
BUREAUS: List[Bureau] = List("/bureaus")
CANDIDATES: List[Adoption] = List("/candidates")
METRICS: List[Metric] = List("/metrics")
ORGANISATIONS: List[Organisation] = List("/organisations")
POLICIES: List[Policy] = List("/policies")
PROBLEMS: List[Problem] = List("/problems")
REGIONS: List[Region] = List("/regions")
REPORTS: List[Report] = List("/reports")


class ServiceError(KgError):
    """An answer that says what is wrong; ``problem`` has its members, such as ``parameter`` and ``nearest``."""

    def __init__(self, address: str, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{address}: {status}: {problem.get('detail', 'no reason is told')}")
        self.status = status
        self.problem = problem


def path_of(*parts: str) -> str:
    """The path of something by its parts, such as ``bureaus``, a key and ``timeline``."""
    return "".join(f"/{quote(part)}" for part in parts)


def content_of(answer: Response) -> Any:
    """What an answer says.

    Raises:
        ServiceError: it is an error, or no JSON.
    """
    is_json = answer.headers.get("content-type", "").partition(";")[0] in {"application/json", "application/problem+json"}
    if answer.status_code != HTTPStatus.OK or not is_json:
        raise ServiceError(str(answer.url), answer.status_code, answer.json() if is_json else {})
    return answer.json()
