"""The figures equal those of ``seeds/gold/score.py`` on the same files."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from evaluation_helpers import MENTIONS, Flat, perfect
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.evaluation import SETS, Score, align, load_set, score, total
from kg.extraction.pipeline import extract
from kg.form import from_dict, to_dict
from kg.reading import read
from kg.resources import seeds_folder

SCRIPT = seeds_folder() / "gold" / "score.py"


@pytest.fixture(scope="module", params=SETS)
def annotated(request: pytest.FixtureRequest) -> Any:
    return request.param, load_set(request.param)


def figures_of_script(name: str, extractions: Iterable[Flat], folder: Path) -> Flat:
    """Run the script, which looks the reports up by the names in the annotations."""
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    for report in load_set(name):
        (texts / report.annotated_as).write_bytes(report.path.read_bytes())
    found = folder / "found.jsonl"
    found.write_text("".join(json.dumps(flat, ensure_ascii=False) + "\n" for flat in extractions), encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(SCRIPT.parent / name), str(texts), str(found), "--json"]
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return json.loads(output.stdout)


def own_figures(name: str, extractions: Iterable[Flat]) -> Score:
    found = {flat["report"]["file"]: from_dict(flat) for flat in extractions}
    return total(score(report.reference, align(found[report.annotated_as], report.source)) for report in load_set(name))


def drop(flat: Flat, rng: random.Random) -> None:
    for kind in (*MENTIONS, "relations"):
        flat[kind] = [entry for entry in flat[kind] if rng.random() < 0.7]


def shift(flat: Flat, rng: random.Random) -> None:
    for kind in MENTIONS:
        for mention in flat[kind]:
            start = max(0, mention["start"] + rng.randint(-8, 8))
            end = min(len(flat["text"]), max(start, mention["end"] + rng.randint(-8, 8)))
            mention.update(start=start, end=end, text=flat["text"][start:end])


def reclassify(flat: Flat, rng: random.Random) -> None:
    concepts = [measure["concept"] for measure in flat["measures"]]
    for measure in flat["measures"]:
        if rng.random() < 0.4:
            measure["concept"] = rng.choice([*concepts, "other", None])
        if rng.random() < 0.2:
            measure["status"] = rng.choice(["adopted", "planned"])
    for problem in flat["problems"]:
        problem["topics"] = rng.sample(["staffing", "coordination", "institution"], 2)


def duplicate(flat: Flat, rng: random.Random) -> None:
    for kind in MENTIONS:
        copies = [{**mention, "id": f"{mention['id']}-copy"} for mention in flat[kind] if rng.random() < 0.3]
        flat[kind] += copies
    flat["relations"] += [{**link, "object": f"{link['object']}-copy"} for link in flat["relations"] if rng.random() < 0.3]


def misstate(flat: Flat, rng: random.Random) -> None:
    for metric in flat["metrics"]:
        if rng.random() < 0.5:
            change = rng.choice(
                [{"value": metric["value"] + 1}, {"unit": "件"}, {"comparator": ">"}, {"value_from": 1}, {"indicator": "办结"}]
            )
            metric.update(change)
    for policy in flat["policies"]:
        policy["title"] = rng.choice([f"《{policy['title']}》", policy["title"][1:]])
    for organization in flat["organizations"]:
        organization["name"] = rng.choice([organization["name"], f" {organization['name']}", organization["name"][1:]])
    flat["report"] = {"id": "", "file": flat["report"]["file"], "year": 2020}


PERTURBATIONS: tuple[Callable[[Flat, random.Random], None], ...] = (drop, shift, reclassify, duplicate, misstate)


def test_reference_against_itself_is_perfect(annotated: Any) -> None:
    name, _ = annotated
    result = own_figures(name, perfect(name))
    assert all(count.precision == count.recall == 1 for count in result.counts.values() if count.reference)
    assert all(share.right == share.reports == 5 for share in result.fields.values())
    assert result.misses == ()


def test_reference_against_itself_as_the_script_has_it(annotated: Any, tmp_path: Path) -> None:
    name, _ = annotated
    extractions = perfect(name)
    assert own_figures(name, extractions).rows() == figures_of_script(name, extractions, tmp_path)


@pytest.mark.parametrize("perturb", PERTURBATIONS, ids=lambda perturb: perturb.__name__)
def test_each_perturbation_as_the_script_has_it(perturb: Callable[[Flat, random.Random], None], annotated: Any, tmp_path: Path) -> None:
    name, _ = annotated
    extractions = perfect(name)
    for flat in extractions:
        perturb(flat, random.Random(flat["report"]["file"]))
    rows = own_figures(name, extractions).rows()
    assert rows == figures_of_script(name, extractions, tmp_path)
    assert rows != own_figures(name, perfect(name)).rows()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(perturbations=st.lists(st.sampled_from(PERTURBATIONS), min_size=2, unique=True), seed=st.integers(0, 1_000_000))
def test_combined_perturbations_as_the_script_has_them(
    perturbations: list[Callable[[Flat, random.Random], None]], seed: int, tmp_path: Path
) -> None:
    extractions = perfect("seeds")
    rng = random.Random(seed)
    for perturb in perturbations:
        for flat in extractions:
            perturb(flat, rng)
    assert own_figures("seeds", extractions).rows() == figures_of_script("seeds", extractions, tmp_path)


def test_real_extraction_as_the_script_has_it(annotated: Any, tmp_path: Path) -> None:
    name, reports = annotated
    extractions = []
    for report in reports:
        flat = to_dict(extract(read(report.path)))
        flat["report"]["file"] = report.annotated_as
        extractions.append(flat)
    rows = own_figures(name, extractions).rows()
    assert rows == figures_of_script(name, extractions, tmp_path)
    assert rows["measures"]["f1"] > 0
