"""The REST routes answer as they are documented, whatever they are sent; the long run is a command."""

from pathlib import Path

import fuzz_rest
import servers
from fuzz_rest import Sent, conform, withstand

from kg.index import Index


def test_answers_are_as_documented(release: Path, tmp_path: Path) -> None:
    with servers.serving(release, tmp_path / "log", KG_QUERY_WORKERS="1") as (address, _):
        sent = conform(address, 1, 0, apart_from="^/(queries|citations|sparql|graphs)")
    assert sent.wrong == []
    assert {200, 400, 404, 422} <= sent.statuses.keys()


def test_hostile_values_are_only_values(release: Path) -> None:
    sent = withstand(release, 200, 0)
    assert sent.wrong == []
    assert sent.statuses.total() >= 200
    assert {200, 422} <= sent.statuses.keys()


def test_a_value_within_a_statement_is_noticed(release: Path) -> None:
    sent, index = Sent(), Index.of_release(release)
    with fuzz_rest._watched(sent):
        index.rows("SELECT ?", (fuzz_rest._MARK,))
        index.kept(f"SELECT '{fuzz_rest._MARK}'")
    assert len(sent.wrong) == 1
