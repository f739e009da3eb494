"""Asking a release: the guard, the killable workers, the library of named queries."""
