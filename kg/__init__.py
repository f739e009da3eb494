"""Knowledge graph of governance measures from Chinese reports on law-based government."""

__version__ = "0.1.0"
