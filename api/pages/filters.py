"""The parameters by which lists are narrowed."""

__all__ = ["FILTERS"]

FILTERS = (
    *("region", "level", "sector", "year", "since", "until", "status"),
    *("measure", "policy", "topic", "indicator", "unit", "bureau", "report", "candidate", "text"),
)
"""The parameters that narrow a list, in the order in which pages show them."""
