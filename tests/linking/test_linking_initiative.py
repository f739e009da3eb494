import pytest

from kg.linking.documents import Level
from kg.linking.initiative import initiative
from kg.linking.policies import PolicyIdentity
from kg.types import Relation


def document(level: Level | None) -> PolicyIdentity:
    return PolicyIdentity("甲", "甲", None, None, level, None, None, "title")


IDENTITIES = {
    "law": document("national"),
    "city": document("prefecture"),
    "own": document("own"),
    "own2": document("own"),
    "open": document(None),
}


@pytest.mark.parametrize(
    ("basis", "produced", "kind", "evidence"),
    [
        (("law",), (), "relayed", ("law",)),
        (("own", "city"), ("own2",), "relayed", ("city",)),
        (("open", "law"), (), "relayed", ("law",)),
        (("own",), (), "own", ("own",)),
        (("own",), ("own2",), "own", ("own", "own2")),
        ((), ("own",), "own", ("own",)),
        ((), ("city",), "own", ("city",)),
    ],
)
def test_whose_initiative_it_is(basis: tuple[str, ...], produced: tuple[str, ...], kind: str, evidence: tuple[str, ...]) -> None:
    relations = [Relation("based_on", "m1", policy) for policy in basis] + [Relation("produces", "m1", policy) for policy in produced]
    found = initiative("m1", relations, IDENTITIES)
    assert found is not None
    assert (found.kind, found.policies) == (kind, evidence)


@pytest.mark.parametrize(("basis", "produced"), [((), ()), (("open",), ()), (("open",), ("own",)), (("open", "own"), ())])
def test_what_is_not_told_stays_open(basis: tuple[str, ...], produced: tuple[str, ...]) -> None:
    relations = [Relation("based_on", "m1", policy) for policy in basis] + [Relation("produces", "m1", policy) for policy in produced]
    assert initiative("m1", relations, IDENTITIES) is None


def test_the_documents_of_other_measures_tell_nothing() -> None:
    relations = [Relation("based_on", "m2", "law"), Relation("measured_by", "m1", "x1"), Relation("involves", "m1", "o1")]
    assert initiative("m1", relations, IDENTITIES) is None
