"""What the pages tell people to type works: each code block is run on the demo's release (see :mod:`code_blocks`)."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from code_blocks import Block, Runner, blocks
from servers import oxigraph, serving

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"sh", "python", "sparql", "text", "console", "csv", "html", "json", "r", "yaml"}
NOT_RUN = {
    "README.md": 1,  # installs, and runs all tests
    "docs/howto/formats.md": 1,  # installs programs
    "docs/howto/sector.md": 1,  # trains the models
    "docs/publishing.md": 1,  # Virtuoso
    "docs/rest.md": 1,  # minutes of load
    "docs/scaling.md": 2,  # clusters
    "docs/serving.md": 1,  # minutes of load
    "docs/sparql.md": 1,  # a checkout of the tests of the W3C
}
RUN_ELSEWHERE = {
    "questions.md",  # tests/query asks each question with its example, and compares the whole answer
    "tutorial.zh.md",  # has the blocks of tutorial.md
}


@pytest.fixture(scope="session")
def addresses(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The servers of the pages, by the addresses that the pages give them."""
    with serving(release, tmp_path_factory.mktemp("served") / "log") as (served, _), oxigraph() as other:
        yield {"http://127.0.0.1:8000": served, "http://127.0.0.1:7878": other.query.removesuffix("/query")}


@pytest.fixture
def folder(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: as in a clone of the repository, with a release of the five reports in it."""
    for name in ("ontology", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(release.parents[1], tmp_path / "release", symlinks=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "1000")
    (tmp_path / ".curlrc").write_text("fail\nsilent\nshow-error\n", encoding="utf-8")
    monkeypatch.setenv("CURL_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in RUN_ELSEWHERE], ids=lambda page: str(page.relative_to(ROOT)))
@pytest.mark.usefixtures("folder")
def test_the_blocks_of_a_page_do_what_it_says(page: Path, addresses: Mapping[str, str]) -> None:
    runner = Runner(addresses)
    for block in blocks(page):
        try:
            runner.run(block)
        except (Exception, pytest.fail.Exception) as error:
            error.add_note(f"in the code block at {page.relative_to(ROOT)}, line {block.line}")
            raise


def test_the_tutorials_have_the_same_blocks() -> None:
    english, chinese = (
        [(block.language, block.text) for block in blocks(ROOT / "docs" / name)] for name in ("tutorial.md", "tutorial.zh.md")
    )
    assert chinese == english


def test_each_block_has_a_language_that_tells_what_becomes_of_it() -> None:
    assert {(page.name, block.line) for page in PAGES for block in blocks(page) if block.language not in LANGUAGES} == set()


def test_what_cannot_be_run_is_known() -> None:
    skipped = Counter(str(page.relative_to(ROOT)) for page in PAGES for block in blocks(page) if block.language == "console")
    assert dict(skipped) == NOT_RUN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sh", "kg query --name nonsense"),
        ("sh", "false"),
        ("python", "assert False"),
        ("sparql", "SELECT * { ?report a gm:Nonsense }"),
        ("text", "kg nonsense"),
        ("text", "kg query --nonsense"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_block_that_does_not_work_is_found(language: str, text: str) -> None:
    with pytest.raises(BaseException, match=r".*"):
        Runner({}).run(Block(1, language, "", text, follows=False))


def test_what_is_not_printed_is_found() -> None:
    runner = Runner({})
    runner.run(Block(1, "python", "", "print('an answer')", follows=False))
    runner.run(Block(2, "text", "", "an …", follows=True))
    with pytest.raises(AssertionError, match="printed instead:\nan answer"):
        runner.run(Block(3, "text", "", "another answer", follows=True))
