"""Items as a table of pandas (the extra ``dataframe``)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["to_dataframe"]


def to_dataframe(items: Iterable[Any]) -> "DataFrame":
    """A row for each item; a field of a field is a column such as ``bureau_name``, and lists stay lists."""
    from pandas import json_normalize

    return cast("DataFrame", json_normalize(list(items), sep="_"))
