"""How long do networks of many reports take? ``python tests/benchmarks/networks.py [BUREAU_YEARS]``, by default 100,000.

Ten years of each bureau; each report states 25 of the 85 measures of the catalogue in the mean, some of them far more often than others,
and bureaus of five kinds prefer measures of their own. Prints the seconds of each step by the clock and of the processors, which tell more
on a busy machine, and the memory that the process took at most.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np

from kg.analysis.networks import BUREAU, MEASURE, Normalisation, bureau_measure_network, centralities, communities, projection
from kg.query.engine import Row
from kg.vocabulary import load_vocabulary

_YEARS = 10
_MEAN = 25
_KINDS = 5
_PREFERRED = 4.0
_DRAWS = 100
_BACKBONE = 0.3


def rows(bureaus: int) -> Iterator[Row]:
    """What the query ``bureau-measures`` answers on such reports."""
    measures = [(f"urn:measure:{concept.id}", concept.label_zh, concept.label_en) for concept in load_vocabulary().concepts.values()]
    chance = np.random.default_rng(0)
    common = 1 / np.arange(1, len(measures) + 1) ** 0.7
    for bureau in range(bureaus):
        liked = common * np.where(np.arange(len(measures)) % _KINDS == bureau % _KINDS, _PREFERRED, 1.0)
        stated = chance.random((_YEARS, len(measures))) < np.minimum(1.0, liked * _MEAN / liked.sum())
        for year, place in zip(*(column.tolist() for column in np.nonzero(stated)), strict=True):
            measure, chinese, english = measures[place]
            yield {
                "bureau": f"urn:bureau:{bureau}",
                "bureauName": f"第{bureau}局",
                "measure": measure,
                "measureZh": chinese,
                "measureEn": english,
                "status": "adopted",
                "year": str(2015 + year),
                "statements": "2",
            }


_T = TypeVar("_T")


def clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def timed(name: str, step: Callable[[], _T]) -> _T:
    start = clocks()
    result = step()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {since(start)}, {memory:,.0f} MiB at most so far", flush=True)
    return result


def since(start: tuple[float, float]) -> str:
    clock, processor = (now - before for now, before in zip(clocks(), start, strict=True))
    return f"{clock:.1f} s ({processor:.1f} s of the processors)"


def main(bureau_years: int) -> None:
    bureaus = bureau_years // _YEARS
    number = timed("rows alone", lambda: sum(1 for _ in rows(bureaus)))
    start = clocks()
    network = timed("two-mode network, with the rows", lambda: bureau_measure_network(rows(bureaus)))
    print(f"{bureau_years:,} bureau-years of {bureaus:,} bureaus, {number:,} rows, {network.number_of_edges():,} edges")
    measures = timed("measures adopted together", lambda: projection(network, MEASURE, Normalisation.NEWMAN))
    timed("their communities", lambda: communities(measures, Normalisation.NEWMAN))
    timed(f"their centralities, {_DRAWS} draws", lambda: centralities(network, MEASURE, draws=_DRAWS))
    similar = timed("bureaus that share measures, backbone", lambda: projection(network, BUREAU, backbone=_BACKBONE))
    print(f"{similar.number_of_edges():,} edges; all after the first step: {since(start)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
