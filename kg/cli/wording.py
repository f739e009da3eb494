"""How counts are put into words."""

__all__ = ["counted"]


def counted(count: int, noun: str) -> str:
    """A count with its noun, whose plural ends in ``s``: 1 report, 2,000 reports."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
