"""The tools: each is a look-up, with the arguments of a REST route and its answer."""

from typing import Annotated, Literal

from pydantic import Field

from api.bodies import Body
from api.bureau_bodies import bureau_detail, bureau_measure, timeline
from api.catalogue import measure_detail, measure_tree
from api.facts import Facts
from api.listings import ADOPTIONS, BUREAUS, METRICS, POLICIES, PROBLEMS
from api.lists import Listing, read_asked
from api.routes.bureaus import compare
from api.routes.search import search
from kg.index import resolve, years_held

__all__ = ["LookUps"]

_FEW = 20

_Bureau = Annotated[str, Field(description="A bureau by its key, such as 620300/transport, or by its whole name")]
_Measure = Annotated[str, Field(description="A measure or category of the catalogue by its id or name")]
_MaybeBureau = Annotated[str | None, Field(description="A bureau by its key, such as 620300/transport, or by its whole name")]
_MaybeMeasure = Annotated[str | None, Field(description="A measure or category of the catalogue by its id or name")]
_Region = Annotated[str | None, Field(description="A region by its code of GB/T 2260 or its name; its parts are meant as well")]
_Level = Annotated[
    Literal["national", "provincial", "prefecture", "county", "township"] | None, Field(description="The level of the bureau")
]
_Sector = Annotated[str | None, Field(description="The sector of the bureau, such as transport")]
_Year = Annotated[int | None, Field(description="The year that the report covers")]
_Status = Annotated[Literal["adopted", "planned"] | None, Field(description="Whether it was taken, or is only announced")]
_Text = Annotated[str | None, Field(description="Words that the quote, or the name, has")]
_Limit = Annotated[int, Field(ge=1, le=200, description="The items of a page")]
_Cursor = Annotated[str | None, Field(description="`next` of the page before, with the same other arguments")]


class LookUps:
    """The look-ups in a release."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def search(self, text: str, limit: Annotated[int, Field(ge=1, le=50, description="Names, reports and quotes, each")] = 10) -> Body:
        """Find measures, topics, bureaus, regions and documents by words or pinyin initials of their names, reports and quotes by words."""
        return search(self._facts, {"q": text, "limit": str(limit)})

    def list_measures(self) -> Body:
        """The catalogue of measures by category, with how many bureaus and reports adopted or plan each, and how many are held."""
        return measure_tree(self._facts) | {"years": list(years_held(self._facts.index))}

    def describe_measure(self, measure: _Measure) -> Body:
        """What counts as a measure, its other names, and how many adopted or plan it."""
        return measure_detail(self._facts, resolve(self._facts.index, "measure", measure))

    def who_adopted(
        self,
        *,
        measure: _MaybeMeasure = None,
        status: _Status = None,
        bureau: _MaybeBureau = None,
        region: _Region = None,
        level: _Level = None,
        sector: _Sector = None,
        year: _Year = None,
        policy: Annotated[str | None, Field(description="A document that it follows or made, by its key or whole title")] = None,
        text: _Text = None,
        limit: _Limit = _FEW,
        cursor: _Cursor = None,
    ) -> Body:
        """Statements that bureaus adopted or plan measures, each with quote, report, IRI, documents and figures, and how many are held."""
        return self._list(
            ADOPTIONS,
            measure=measure,
            status=status,
            bureau=bureau,
            region=region,
            level=level,
            sector=sector,
            year=year,
            policy=policy,
            text=text,
            limit=limit,
            cursor=cursor,
        )

    def find_bureaus(
        self,
        *,
        region: _Region = None,
        level: _Level = None,
        sector: _Sector = None,
        measure: _MaybeMeasure = None,
        status: _Status = None,
        text: _Text = None,
        limit: _Limit = _FEW,
        cursor: _Cursor = None,
    ) -> Body:
        """Bureaus whose reports are held, with how many reports and measures."""
        return self._list(
            BUREAUS, region=region, level=level, sector=sector, measure=measure, status=status, text=text, limit=limit, cursor=cursor
        )

    def describe_bureau(self, bureau: _Bureau) -> Body:
        """A bureau: its names, superiors and reports."""
        return bureau_detail(self._facts, self._bureau(bureau))

    def bureau_timeline(self, bureau: _Bureau) -> Body:
        """What a bureau adopted and plans from year to year; a year without a report says nothing."""
        return timeline(self._facts, self._bureau(bureau))

    def did_bureau_adopt(self, bureau: _Bureau, measure: _Measure) -> Body:
        """For each year whether a bureau adopted a measure, only plans it, is silent in a report that is held, or has no report here."""
        return bureau_measure(self._facts, self._bureau(bureau), resolve(self._facts.index, "measure", measure))

    def compare_bureaus(self, bureaus: Annotated[list[_Bureau], Field(min_length=2, max_length=10)], year: _Year = None) -> Body:
        """Bureaus side by side: adopted, planned, silent or not-held for every measure that one of them states."""
        return compare(self._facts, {"bureaus": ",".join(bureaus)} | ({} if year is None else {"year": str(year)}))

    def find_policies(self, text: _Text = None, limit: _Limit = _FEW, cursor: _Cursor = None) -> Body:
        """Policy documents that reports name, those of most reports first."""
        return self._list(POLICIES, text=text, limit=limit, cursor=cursor)

    def find_metrics(
        self,
        *,
        indicator: Annotated[str | None, Field(description="What is counted, exactly as reports say it")] = None,
        measure: _MaybeMeasure = None,
        status: _Status = None,
        bureau: _MaybeBureau = None,
        region: _Region = None,
        year: _Year = None,
        text: _Text = None,
        limit: _Limit = _FEW,
        cursor: _Cursor = None,
    ) -> Body:
        """Numbers that reports give, each with its quote, and whether what it measures was adopted, or all of it is planned."""
        return self._list(
            METRICS,
            indicator=indicator,
            measure=measure,
            status=status,
            bureau=bureau,
            region=region,
            year=year,
            text=text,
            limit=limit,
            cursor=cursor,
        )

    def find_problems(
        self,
        *,
        topic: Annotated[str | None, Field(description="A topic by its id or name, such as staffing")] = None,
        bureau: _MaybeBureau = None,
        region: _Region = None,
        year: _Year = None,
        text: _Text = None,
        limit: _Limit = _FEW,
        cursor: _Cursor = None,
    ) -> Body:
        """Problems that bureaus admit, each with its quote."""
        return self._list(PROBLEMS, topic=topic, bureau=bureau, region=region, year=year, text=text, limit=limit, cursor=cursor)

    def _bureau(self, written: str) -> str:
        return resolve(self._facts.index, "bureau", written)

    def _list(self, listing: Listing, **values: str | int | None) -> Body:
        given = {name: str(value) for name, value in values.items() if value is not None}
        return read_asked(self._facts, listing, given, {}).content(self._facts)
