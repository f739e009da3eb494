"""Settings are what the environment says, or a clear error."""

import pytest

from kg.errors import SettingError
from kg.settings import SETTINGS, load_settings


def test_defaults_are_values_that_can_be_set() -> None:
    assert load_settings({f"KG_{setting.name.upper()}": str(setting.default) for setting in SETTINGS}) == load_settings({})


def test_variables_are_read() -> None:
    settings = load_settings({"KG_QUERY_TIMEOUT": "2", "KG_QUERY_MEMORY": "1024", "KG_DATA_BASE": "urn:kg:/", "KG_EVIDENCE_CONTEXT": "0"})
    assert (settings.query_timeout, settings.query_memory, settings.data_base, settings.evidence_context) == (2.0, 1024, "urn:kg:/", 0)


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("KG_QUERY_WORKERS", "two", "'two' is not a whole number of at least 1"),
        ("KG_QUERY_WORKERS", "0", "'0' is not a whole number of at least 1"),
        ("KG_QUERY_WORKERS", "1.5", "'1.5' is not a whole number of at least 1"),
        ("KG_QUERY_WORKERS", "", "'' is not a whole number of at least 1"),
        ("KG_QUERY_MEMORY", "2\n", None),
        ("KG_QUERY_TIMEOUT", "-1", "'-1' is not a number of at least 0.001"),
        ("KG_QUERY_TIMEOUT", "inf", "'inf' is not a number of at least 0.001"),
        ("KG_QUERY_TIMEOUT", "nan", "'nan' is not a number of at least 0.001"),
        ("KG_DATA_BASE", "https://example.org/data", "'https://example.org/data' is not an IRI that ends with / or #"),
        ("KG_DATA_BASE", "data/", None),
        ("KG_DATA_BASE", "https://example.org/a b/", None),
        ("KG_DATA_BASE", "https://example.org/\n/", None),
    ],
)
def test_a_wrong_value_is_named_in_one_line(variable: str, value: str, reason: str | None) -> None:
    with pytest.raises(SettingError) as caught:
        load_settings({variable: value})
    assert str(caught.value).startswith(f"{variable}: {value!r} is not ")
    assert "\n" not in str(caught.value)
    assert reason is None or str(caught.value) == f"{variable}: {reason}"
