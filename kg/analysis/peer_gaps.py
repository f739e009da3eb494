"""What comparable bureaus report and a bureau does not.

Silence is not absence: a bureau may do what it does not report, and the extraction may miss what it reports. A gap is a question to ask.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from kg.analysis.indexed import read_panel
from kg.analysis.panel import Bureau, BureauYear, Panel, Statement
from kg.analysis.proportions import wilson
from kg.errors import UnknownNameError, UnknownPlaceError
from kg.index import Index, one_subject
from kg.iris import OF_REPORT

__all__ = ["CAUTION", "Gap", "Peer", "PeerGaps", "peer_gaps", "read_peer_gaps"]

CAUTION = "Silence is not absence: the bureau may do what it does not report, and the extraction may have missed what it reports."

_PEERS = 20
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Peer:
    """A comparable bureau: how near it is, and how many times as long its report of the year is as the bureau's own."""

    bureau: str
    name: str
    same_sector: bool
    same_parent: bool
    same_province: bool
    size: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A measure that peers report as adopted and the bureau does not in the year.

    ``reporting`` of the peers do, which is the share ``low`` to ``high`` of such bureaus (Wilson, 95 %). ``earlier`` are the years whose
    reports of the bureau did state it as adopted, ``planned`` those that planned it. ``examples`` are of the nearest peers.
    """

    measure: str
    reporting: int
    peers: int
    low: float
    high: float
    earlier: tuple[int, ...]
    planned: tuple[int, ...]
    examples: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class PeerGaps:
    """The gaps of a bureau's report on a year against its peers; those that surely most peers report come first."""

    bureau: str
    name: str
    year: int
    peers: tuple[Peer, ...]
    gaps: tuple[Gap, ...]


def peer_gaps(panel: Panel, bureau: str, year: int | None = None, *, count: int = _PEERS) -> PeerGaps:
    """What the ``count`` bureaus that are most comparable report in the year, by default the last held, and this one does not.

    Comparable are bureaus of the same level of which a report on the year is held. Nearest are those of the same sector, then those
    under the same division, of the same province, and with reports about as long: a longer one has room for more.

    Raises:
        UnknownNameError: no report of the bureau, or none on the year, is held.
    """
    read, peers = _nearest(panel, bureau, year, count)
    return PeerGaps(bureau, panel.bureaus[bureau].name, read, peers, _gaps(panel, bureau, read, [peer.bureau for peer in peers]))


def read_peer_gaps(index: Index, bureau: str, year: int | None = None, *, count: int = _PEERS) -> PeerGaps:
    """The :func:`peer_gaps` of a release, of which only what the bureau and its peers state is read.

    Raises:
        UnknownNameError: no report of the bureau, or none on the year, is held.
        UnknownPlaceError: its place is not known.
    """
    if bureau.startswith(OF_REPORT):
        raise UnknownPlaceError(one_subject(index, "bureau", bureau)["bureau_name"])
    _, peers = _nearest(read_panel(index, bureaus=()), bureau, year, count)
    return peer_gaps(read_panel(index, bureaus=(bureau, *(peer.bureau for peer in peers))), bureau, year, count=count)


def _nearest(panel: Panel, bureau: str, year: int | None, count: int) -> tuple[int, tuple[Peer, ...]]:
    """The year, and the nearest bureaus."""
    held = {entry.year: entry for entry in panel.years if entry.bureau == bureau}
    if not held:
        raise UnknownNameError("bureau", bureau, "no report of it is held")
    read = max(held) if year is None else year
    if read not in held:
        raise UnknownNameError("year", str(year), f"reports of {bureau} are held on {', '.join(map(str, held))}")
    own = panel.bureaus[bureau]
    others = ((panel.bureaus[entry.bureau], entry) for entry in panel.years if entry.year == read and entry.bureau != bureau)
    peers = (_peer(other, own, entry, held[read]) for other, entry in others if other.level == own.level)
    return read, tuple(nsmallest(count, peers, key=_distance))


def _peer(other: Bureau, own: Bureau, its_year: BureauYear, own_year: BureauYear) -> Peer:
    return Peer(
        bureau=other.key,
        name=other.name,
        same_sector=other.sector is not None and other.sector == own.sector,
        same_parent=other.parent is not None and other.parent == own.parent,
        same_province=other.province is not None and other.province == own.province,
        size=its_year.characters / max(1, own_year.characters),
    )


def _distance(peer: Peer) -> tuple[bool, bool, bool, float, str]:
    """What peers are sorted by; the size counts as its logarithm, so that half is as far as double."""
    return not peer.same_sector, not peer.same_parent, not peer.same_province, abs(math.log(max(peer.size, 1e-9))), peer.bureau


def _gaps(panel: Panel, bureau: str, year: int, peers: Sequence[str]) -> tuple[Gap, ...]:
    of_peers: defaultdict[str, dict[str, Statement]] = defaultdict(dict)
    own: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    near = set(peers)
    for statement in panel.statements:
        if statement.bureau == bureau:
            own[statement.measure, statement.status].append(statement.year)
        elif statement.bureau in near and (statement.year, statement.status) == (year, "adopted"):
            of_peers[statement.measure][statement.bureau] = statement
    gaps = (
        Gap(
            measure,
            len(found),
            len(peers),
            *wilson(len(found), len(peers)),
            earlier=tuple(other for other in own[measure, "adopted"] if other < year),
            planned=tuple(other for other in own[measure, "planned"] if other <= year),
            examples=tuple(found[peer] for peer in peers if peer in found)[:_EXAMPLES],
        )
        for measure, found in of_peers.items()
        if year not in own[measure, "adopted"]
    )
    return tuple(sorted(gaps, key=lambda gap: (-gap.low, gap.measure)))
