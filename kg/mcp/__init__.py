"""The look-ups as tools of the Model Context Protocol, so that an assistant can answer with quotes and IRIs."""

from kg.mcp.server import make_server

__all__ = ["make_server"]
