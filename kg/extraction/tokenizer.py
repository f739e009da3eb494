"""One token per code point, so that token indices are character offsets and every span can be represented."""

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

__all__ = ["CodePointTokenizer", "create"]


class CodePointTokenizer:
    """Split a text into its code points; ``doc[i].idx == i`` for every ``i``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._hashes = np.zeros(sys.maxunicode + 1, dtype=np.uint64)  # of each code point met so far

    def __call__(self, text: str) -> Doc:
        """Make a Doc with a token for each code point of ``text``."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        for code in np.unique(codes[self._hashes[codes] == 0]).tolist():
            self._hashes[code] = self.vocab.strings.add(chr(code))
        words: list[Any] = self._hashes[codes].tolist()  # Doc takes strings, or faster their hashes
        return Doc(self.vocab, words=words, spaces=[False] * len(text))

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "CodePointTokenizer":
        """Read nothing: the tokenizer has no state."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, _path: object, **_: object) -> "CodePointTokenizer":
        """Read nothing: the tokenizer has no state."""
        return self


def create() -> Callable[[Language], CodePointTokenizer]:
    """Make the tokenizer's factory, which spaCy finds by the entry point ``kg.CodePointTokenizer.v1``."""

    def make(nlp: Language) -> CodePointTokenizer:
        return CodePointTokenizer(nlp.vocab)

    return make
