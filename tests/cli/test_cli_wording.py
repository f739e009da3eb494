import pytest

from kg.cli.wording import counted


@pytest.mark.parametrize(("count", "words"), [(0, "0 reports"), (1, "1 report"), (2000, "2,000 reports")])
def test_one_is_singular(count: int, words: str) -> None:
    assert counted(count, "report") == words
