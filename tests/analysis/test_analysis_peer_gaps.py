import pytest
from planted import report

from kg.analysis.corpus import make_panel
from kg.analysis.peer_gaps import peer_gaps
from kg.errors import UnknownNameError
from kg.types import Status

OWN = "130109/transport"
SAME_CITY = ("130102/transport", "130104/transport", "130105/transport")
COMMON = ("power-lists", "legal-advisers", "double-random")
RARE = "regional-cooperation"


def stated(*measures: str, status: Status = "adopted") -> dict[str, Status]:
    return dict.fromkeys(measures, status)


def test_planted_gaps_are_found_and_nothing_else() -> None:
    """Precision and recall 1: what all peers report comes first, then what one does."""
    peers = [report(bureau, 2021, stated("petitions", *COMMON)) for bureau in SAME_CITY[1:]]
    panel = make_panel([report(OWN, 2021, stated("petitions")), report(SAME_CITY[0], 2021, stated(RARE, "petitions", *COMMON)), *peers])
    found = peer_gaps(panel, OWN)
    assert [(gap.measure, gap.reporting, gap.peers) for gap in found.gaps] == [*((name, 3, 3) for name in sorted(COMMON)), (RARE, 1, 3)]
    assert (found.name, found.year) == ("石家庄市藁城区交通运输局", 2021)
    assert [statement.bureau for statement in found.gaps[0].examples] == [peer.bureau for peer in found.peers]
    assert all(statement.evidence[0].text == f"推行{gap.measure}" for gap in found.gaps for statement in gap.examples)


def test_one_of_one_is_less_sure_than_nine_of_ten() -> None:
    many = [
        report(f"{code}/transport", 2021, stated("power-lists")) for code in ("130102", "130104", "130105", "130107", "130108", "130202")
    ]
    other = [report("130203/transport", 2021, stated("legal-advisers"))]
    gaps = {gap.measure: gap for gap in peer_gaps(make_panel([report(OWN, 2021), *many, *other]), OWN).gaps}
    assert list(gaps) == ["power-lists", "legal-advisers"]
    assert gaps["power-lists"].low > gaps["legal-advisers"].high / 2 > gaps["legal-advisers"].low


def test_the_most_comparable_bureaus_are_taken() -> None:
    own = report(OWN, 2021, length=1000)
    order = [
        report("130102/transport", 2021, length=1100),
        report("130104/transport", 2021, length=3000),
        report("130202/transport", 2021, length=1000),
        report("110101/transport", 2021, length=1000),
        report("130105/justice", 2021, length=1000),
    ]
    others = [report("130100/transport", 2021, length=1000), report("130107/transport", 2020, length=1000), report(None, 2021)]
    found = peer_gaps(make_panel([*order[::-1], own, *others]), OWN)
    assert [peer.bureau for peer in found.peers] == [held.bureau for held in order]
    assert [peer.same_sector for peer in found.peers] == [True, True, True, True, False]
    assert found.peers[1].size == 3.0
    assert [peer.bureau for peer in peer_gaps(make_panel([own, *order]), OWN, count=2).peers] == [held.bureau for held in order[:2]]


def test_what_the_bureau_itself_said_before_or_plans_is_told() -> None:
    reports = [
        report(OWN, 2019, stated("power-lists")),
        report(OWN, 2020, stated("legal-advisers", status="planned")),
        report(OWN, 2021),
        report(SAME_CITY[0], 2021, stated("power-lists", "legal-advisers")),
        report(SAME_CITY[0], 2019, stated("petitions")),
    ]
    gaps = {gap.measure: (gap.earlier, gap.planned) for gap in peer_gaps(make_panel(reports), OWN).gaps}
    assert gaps == {"power-lists": ((2019,), ()), "legal-advisers": ((), (2020,))}
    (early,) = peer_gaps(make_panel(reports), OWN, 2019).gaps
    assert (early.measure, early.earlier) == ("petitions", ())


def test_without_peers_there_are_no_gaps() -> None:
    found = peer_gaps(make_panel([report(OWN, 2021), report("130100/transport", 2021, stated("petitions"))]), OWN)
    assert (found.peers, found.gaps) == ((), ())


def test_errors_of_users() -> None:
    panel = make_panel([report(OWN, 2021)])
    with pytest.raises(UnknownNameError, match="unknown bureau '130102/transport'; no report of it is held"):
        peer_gaps(panel, "130102/transport")
    with pytest.raises(UnknownNameError, match="unknown year '2020'; reports of 130109/transport are held on 2021"):
        peer_gaps(panel, OWN, 2020)
