"""``kg inspect``."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from kg.cli.wording import counted
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.types import SourceText

__all__ = ["inspect"]

_USER_ERROR = 2
_SHOWN = 60  # characters of a stretch that was cut away


def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files of any format that kg reads.", show_default=False)],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object per file, with its text and all that was cut away.")
    ] = False,
) -> None:
    """Show what is understood of files before the extraction.

    Of each its format and encoding, whether it is a report on law-based government, its fields and where each comes from, the outline of
    its sections, and what was cut away as no part of it. A file that cannot be read is named on stderr, the others go on, and the exit
    status is 2.
    """
    from kg.reading import read

    refused = False
    for file in files:
        try:
            found = _inspection(read(file))
        except InputError as error:
            refused = True
            typer.echo(f"error: {error}", err=True)
            continue
        if as_json:
            typer.echo(json.dumps(found, ensure_ascii=False))
        else:
            _print(found)
    if refused:
        raise typer.Exit(_USER_ERROR)


def _inspection(source: "SourceText") -> dict[str, Any]:
    from kg.extraction.report.component import identify
    from kg.genre import judge
    from kg.linking.divisions import divisions_above
    from kg.linking.regions import find_region
    from kg.text.structure.outline import outline

    report = identify(source)
    region = find_region(report.bureau, source.text, report.year).division if report.bureau else None
    judgement = judge(source.text)
    origins = {origin.field: origin.origin for origin in report.origins}
    proofs = {name: evidence.text for name, evidence in report.evidence}
    return {
        "file": source.file,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "pages": len(source.pages) or None,
        "recognised": source.recognised,
        "unread_pages": list(source.unread_pages),
        "url": report.url,
        "is_report": judgement.is_report,
        "probability": round(judgement.probability, 3),
        "reason": judgement.reason,
        "fields": {
            name: {"value": getattr(report, name), "from": origins.get(name, "text" if name in proofs else None), "quote": proofs.get(name)}
            for name in ("title", "bureau", "year", "published", "addressee")
        },
        "region": [division.name for division in (*reversed(divisions_above(region, report.year)), region)] if region else None,
        "characters": {"source": len(source.raw), "text": len(source.text)},
        "sections": [
            {"level": section.level, "heading": section.path[-1], "role": section.role, "characters": section.end - section.start}
            for section in outline(source.text).sections
            if section.path
        ],
        "cut": [{"start": cut.start, "end": cut.end, "reason": cut.reason, "text": source.raw[cut.start : cut.end]} for cut in source.cuts],
        "text": source.text,
    }


def _print(found: dict[str, Any]) -> None:
    console = Console(highlight=False, markup=False, soft_wrap=True)
    pages = f", {counted(found['pages'], 'page')}" if found["pages"] else ""
    scan = ", recognised on scanned pages" if found["recognised"] else ""
    if found["unread_pages"]:
        scan = f", of which {', '.join(map(str, found['unread_pages']))} were not read, because they are scanned (KG_OCR_TIMEOUT)"
    encoding = f" in {found['encoding']}" if found["encoding"] else ""
    characters = counted(found["characters"]["text"], "character")
    console.print(f"{found['file']}: {found['media_type']}{encoding}{pages}{scan}, {characters} of report")
    verdict = "a report on law-based government" if found["is_report"] else "no report on law-based government"
    console.print(f"{verdict} (probability {found['probability']:g}): {found['reason']}")
    columns = ("field", "value", "from", "quote")
    fields = Table(*(Column(name, overflow="fold") for name in columns), title="Fields", title_justify="left")
    for name, field in found["fields"].items():
        value = "—" if field["value"] is None else str(field["value"])
        fields.add_row(name, value, field["from"] or "", field["quote"] or "")
    fields.add_row("region", " ".join(found["region"] or ["—"]), "", "")
    fields.add_row("url", found["url"] or "—", "", "")
    console.print(fields)
    console.print("Sections" if found["sections"] else "Sections: none")
    for section in found["sections"]:
        console.print(f"{'  ' * section['level']}{section['heading']}  ({section['role']}, {counted(section['characters'], 'character')})")
    _print_cuts(console, found["cut"])


def _print_cuts(console: Console, cuts: list[dict[str, Any]]) -> None:
    if not cuts:
        console.print("Cut away: nothing")
        return
    counts = Counter(cut["reason"] for cut in cuts)
    table = Table("reason", "places", "first", title="Cut away", title_justify="left")
    for reason, count in counts.items():
        first = " ".join(next(cut["text"] for cut in cuts if cut["reason"] == reason).split())
        table.add_row(reason, f"{count:,}", first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…")
    console.print(table)
