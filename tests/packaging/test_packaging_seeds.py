"""The manifest of the seeds is true."""

import csv
import hashlib
import json
from pathlib import Path

from kg.resources import seeds_folder

SEEDS = seeds_folder()


def rows() -> list[dict[str, str]]:
    with (SEEDS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_manifest_lists_every_report_once() -> None:
    assert [row["file"] for row in rows()] == [f"reports/{path.name}" for path in sorted((SEEDS / "reports").iterdir())]


def test_hashes_are_those_of_the_files() -> None:
    for row in rows():
        assert row["sha256"] == hashlib.sha256((SEEDS / row["file"]).read_bytes()).hexdigest(), row["file"]


def test_bureaus_and_original_names_are_those_of_the_annotations() -> None:
    for row in rows():
        annotation = json.loads((SEEDS / "gold" / "seeds" / f"{Path(row['file']).stem}.json").read_bytes())
        assert row["bureau"] == (annotation["report"]["bureau"] or "")
        assert row["original_name"] == annotation["report"]["file"]
        assert row["source"]
