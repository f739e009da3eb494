"""How fast are reports grouped that were posted several times? ``python tests/benchmarks/duplicates.py [TEXTS]``.

Groups texts of 4,500 characters of which every tenth is another one again, with one character in a hundred changed. Prints texts/s, and
how many times faster a text is sketched than Python makes the set of the same shingles, which is the least that any method without
numpy has to do.
"""

import random
import sys
import time
import tracemalloc

from kg.build.duplicates import Item, group, sketch
from kg.training.genre import load_genre_texts

_SIZE = 4500
_TENTH = 10


def texts(count: int) -> dict[str, str]:
    """Texts of sentences of the marked reports, drawn by chance."""
    chance = random.Random(0)
    sentences = [sentence for text in load_genre_texts() if text.kind == "marked" for sentence in text.text.split("。")]
    made: dict[str, str] = {}
    for number in range(count):
        if number % _TENTH:
            parts = chance.sample(sentences, 200)
            made[str(number)] = "。".join(parts)[:_SIZE]
        else:
            chars = list(made.get(str(number - 1), "。".join(sentences)[:_SIZE]))
            for place in chance.sample(range(_SIZE), _SIZE // 100):
                chars[place] = chance.choice("一二三四五六七八九十")
            made[str(number)] = "".join(chars)
    return made


def items(made: dict[str, str]) -> list[Item]:
    return [Item(key, sketch=sketch(text)) for key, text in made.items()]


def main(count: int) -> None:
    made = texts(count)
    start = time.perf_counter()
    found = group(items(made), made.__getitem__)
    grouping = time.perf_counter() - start
    print(f"{count} texts of {_SIZE} characters: {grouping:.1f} s, {count / grouping:,.0f} texts/s, {len(found)} groups")

    single = dict(list(made.items())[:1000])
    start = time.perf_counter()
    group(items(single), made.__getitem__)
    sketching = time.perf_counter() - start
    start = time.perf_counter()
    for text in single.values():
        _ = {text[place : place + 5] for place in range(len(text) - 4)}
    sets = time.perf_counter() - start
    print(f"1,000 texts are grouped {sets / sketching:.1f} times as fast as Python makes sets of their shingles")

    tracemalloc.start()
    group(items(made), made.__getitem__)
    print(f"at most {tracemalloc.get_traced_memory()[1] / count:,.0f} bytes a text beside the texts")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
