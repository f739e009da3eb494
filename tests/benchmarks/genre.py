"""How well are reports told from other texts, and how fast? ``python tests/benchmarks/genre.py``.

Prints the Brier score, the errors and a table of reliability on texts left out: once a tenth of all texts at a time, once a whole kind of
text at a time. Then what a judgement takes.
"""

import time
from collections.abc import Sequence

from kg.evaluation import SETS, load_set
from kg.genre import judge
from kg.genre.judge import THRESHOLD
from kg.reading import read
from kg.training.genre import GenreText, left_out, load_genre_texts

_STEPS = 5


def show(name: str, texts: Sequence[GenreText], probabilities: Sequence[float]) -> None:
    pairs = list(zip(texts, probabilities, strict=True))
    brier = sum((probability - text.is_report) ** 2 for text, probability in pairs) / len(pairs)
    wrong = [(text, probability) for text, probability in pairs if (probability >= THRESHOLD) != text.is_report]
    print(f"\n{name}: Brier score {brier:.4f}, {len(wrong)} of {len(pairs)} wrong")
    for text, probability in wrong:
        print(f"  {text.kind}: {probability:.2f} for {text.text[:30].splitlines()[0]}")
    print("  probability  texts  mean   reports")
    for step in range(_STEPS):
        inside = [pair for pair in pairs if min(int(pair[1] * _STEPS), _STEPS - 1) == step]
        if inside:
            mean = sum(probability for _, probability in inside) / len(inside)
            share = sum(text.is_report for text, _ in inside) / len(inside)
            print(f"  {step / _STEPS:.1f} - {(step + 1) / _STEPS:.1f}   {len(inside):5}  {mean:.2f}  {share:.2f}")


def main() -> None:
    texts = load_genre_texts()
    reports = sum(text.is_report for text in texts)
    print(f"{len(texts)} texts of {len({text.kind for text in texts})} kinds, {reports} of them reports")
    show("a tenth left out", texts, left_out(texts, [index % 10 for index in range(len(texts))]))
    show("a kind left out", texts, left_out(texts, [text.kind for text in texts]))
    real = [read(report.path).text for name in SETS for report in load_set(name)]
    start = time.perf_counter()
    for text in real:
        judge(text)
    print(f"\n{(time.perf_counter() - start) / len(real) * 1000:.2f} ms a report")


if __name__ == "__main__":
    main()
