"""The command line ``kg``."""

from kg.cli.app import app, main

__all__ = ["app", "main"]
