"""The metrics of a report: counts, ratios, amounts, times and ranks."""

from kg.extraction.metrics.component import MetricsComponent, find_metrics

__all__ = ["MetricsComponent", "find_metrics"]
