from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kg.export.sorting import sort_lines

LINES = st.lists(st.binary(max_size=3).map(lambda text: text.replace(b"\n", b"") + b"\n"))


@given(lines=LINES, run=st.integers(1, 5), width=st.integers(2, 4))
def test_lines_come_sorted_and_once_however_many_files_they_pass_through(lines: list[bytes], run: int, width: int) -> None:
    with TemporaryDirectory() as folder:
        assert list(sort_lines(lines, Path(folder), run=run, width=width)) == sorted(set(lines))
        assert list(Path(folder).iterdir()) == []
