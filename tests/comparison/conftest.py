import pytest
from comparison_helpers import AFTER, BEFORE, READ, built, second

from kg.store import Release


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return built(tmp_path_factory.mktemp("before"), BEFORE)


@pytest.fixture(scope="session")
def after(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The same code on other files and tables, which reads no long files."""
    return built(tmp_path_factory.mktemp("after"), AFTER, environ={"KG_READ_MAX_CHARACTERS": "1000"})


@pytest.fixture(scope="session")
def read_by_first(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return built(tmp_path_factory.mktemp("first"), {"read.txt": READ})


@pytest.fixture(scope="session")
def read_by_second(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """What the second version reads in the same report, with a correction of a document in it."""
    corrections = "kind,name,key\npolicy,执法办法,甘肃省执法办法\n"
    return built(tmp_path_factory.mktemp("second"), {"read.txt": READ, "corrections.csv": corrections}, second)
