"""One token per code point, so that token indices are character offsets and every span can be represented."""

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

__all__ = ["CodePointTokenizer", "create"]


class CodePointTokenizer:
    """Split a text into its code points; ``doc[i].idx == i`` for every ``i``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._known = _Hashes(vocab)

    def __call__(self, text: str) -> Doc:
        """Make a Doc with a token for each code point of ``text``."""
        words: list[Any] = list(map(self._known.__getitem__, text))  # Doc takes strings, or faster their hashes
        return Doc(self.vocab, words=words, spaces=[False] * len(text))

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "CodePointTokenizer":
        """Read nothing: the tokenizer has no state but what it knows of a vocabulary, which has been read anew."""
        self._known.clear()
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, _path: object, **_: object) -> "CodePointTokenizer":
        """Read nothing, as :meth:`from_bytes`."""
        self._known.clear()
        return self


class _Hashes(dict[str, int]):
    """The hashes of characters, each added to the strings of the vocabulary when it is first met."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, char: str) -> int:
        self[char] = self._vocab.strings.add(char)
        return self[char]


def create() -> Callable[[Language], CodePointTokenizer]:
    """Make the tokenizer's factory, which spaCy finds by the entry point ``kg.CodePointTokenizer.v1``."""

    def make(nlp: Language) -> CodePointTokenizer:
        return CodePointTokenizer(nlp.vocab)

    return make
