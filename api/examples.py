"""Examples of requests, and what the release that is served answers to them."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from api import thing_bodies
from api.analysis_bodies import diffusion, peers, rates, table_rows
from api.audit_bodies import audit
from api.bodies import Body
from api.bureau_bodies import bureau_detail, bureau_measure, comparison, timeline
from api.catalogue import candidate_concepts, measure_detail, measure_refs, measure_tree
from api.facts import Facts
from api.listings import ADOPTIONS, BUREAUS, CANDIDATES, METRICS, ORGANISATIONS, POLICIES, PROBLEMS, REGIONS, REPORTS
from api.lists import Listing, read_asked
from api.network_bodies import measure_network
from api.routes.search import search
from kg.errors import UnknownNameError

__all__ = ["Example", "examples"]

_MEASURE = "double-random"


@dataclass(frozen=True, slots=True)
class Example:
    """A path of a route, values of its parameters, and the answer."""

    path: str
    values: Mapping[str, str]
    content: Body


def examples(facts: Facts) -> Iterator[Example]:
    """An example of each route for which the release has something."""
    first = {}
    for listing in (REPORTS, BUREAUS, ADOPTIONS, POLICIES, METRICS, PROBLEMS, ORGANISATIONS, REGIONS, CANDIDATES):
        content = _page(facts, listing)
        yield Example(f"/{listing.name}", {}, content)
        if content["items"]:
            first[listing.name] = content["items"][0].get("id") or content["items"][0]["code"]
    measure = {"measure": _MEASURE}
    yield Example("/measures", {}, measure_tree(facts))
    yield Example("/measures/{measure}", measure, measure_detail(facts, _MEASURE))
    yield Example("/measures/{measure}/adoptions", measure, _page(facts, ADOPTIONS, measure=_MEASURE))
    yield Example("/measures/{measure}/diffusion", measure, diffusion(facts, _MEASURE, "province"))
    total, rows = table_rows(facts, _MEASURE, "curve", "all")
    curve = {"measure": measure_refs(facts)[_MEASURE], "table": "curve", "total": total, "rows": list(rows)}
    yield Example("/measures/{measure}/diffusion/{table}", {**measure, "table": "curve", "by": "all"}, curve)
    yield Example("/rates", {**measure, "by": "level"}, rates(facts, _MEASURE, "level", None))
    network = {"status": "adopted", "normalisation": "cosine", "backbone": "0.5"}
    yield Example("/networks/measures", network, measure_network(facts, network))
    yield Example("/candidates/concepts", {"limit": "2"}, candidate_concepts(facts, 2))
    yield Example("/search", {"q": "双随机"}, search(facts, {"q": "双随机"}))
    for name, (parameter, make) in _DETAILS.items():
        if name in first:
            yield Example(f"/{name}/{{{parameter}}}", {parameter: first[name]}, make(facts, first[name]))
    if "reports" in first and facts.folder:
        yield Example("/reports/{key}/audit", {"key": first["reports"]}, audit(facts, first["reports"]))
    if "policies" in first:
        yield Example("/policies/{document}/adoptions", {"document": first["policies"]}, _page(facts, ADOPTIONS, policy=first["policies"]))
    bureaus = [item["id"] for item in _page(facts, BUREAUS)["items"]]
    if bureaus:
        bureau = {"bureau": bureaus[0]}
        with suppress(UnknownNameError):  # a bureau that is known from one report only is compared with none
            yield Example("/bureaus/{bureau}/peers", bureau, peers(facts, bureaus[0], None))
        yield Example("/bureaus/{bureau}/measures", bureau, _page(facts, ADOPTIONS, bureau=bureaus[0]))
        yield Example("/bureaus/{bureau}/timeline", bureau, timeline(facts, bureaus[0]))
        yield Example("/bureaus/{bureau}/measures/{measure}", {**bureau, "measure": _MEASURE}, bureau_measure(facts, bureaus[0], _MEASURE))
    if len(bureaus) > 1:
        yield Example("/compare", {"bureaus": ",".join(bureaus[:2])}, comparison(facts, bureaus[:2], None))


_DETAILS = {
    "reports": ("key", thing_bodies.report),
    "bureaus": ("bureau", bureau_detail),
    "adoptions": ("key", thing_bodies.adoption),
    "policies": ("document", thing_bodies.policy),
    "metrics": ("key", thing_bodies.metric),
    "problems": ("key", thing_bodies.problem),
    "organisations": ("key", thing_bodies.organisation),
    "regions": ("code", thing_bodies.region),
}


def _page(facts: Facts, listing: Listing, **fixed: str) -> Body:
    return read_asked(facts, listing, {}, fixed).content(facts)
