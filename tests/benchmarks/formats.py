"""What each format costs in accuracy: the ten annotated reports as text, web pages and office files against their plain text.

    python tests/benchmarks/formats.py

Prints one row of F1 differences for each format (LibreOffice makes the office files) and exits with 1 if a figure is more than
0.01 below that of the plain text.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))

from variant_helpers import TOLERANCE, figures, office_variants, page_variants, printed_variants, scored, text_variants

from kg.evaluation.figures import total
from kg.evaluation.reference import SETS, load_set
from kg.extraction.pipeline import extract
from kg.reading import read


def main() -> int:
    """Print the table; the exit status."""
    reports = [report for name in SETS for report in load_set(name)]
    expected = figures(total(scored(report, extract(read(report.path))) for report in reports))
    print(f"{'plain text':28}" + " ".join(f"{name} {figure:.3f}" for name, figure in expected.items()))
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for make in (text_variants, page_variants, office_variants, printed_variants):
            for variant, paths in make(reports, Path(folder)).items():
                found = figures(total(scored(report, extract(read(path))) for report, path in zip(reports, paths, strict=True)))
                differences = {name: found[name] - figure for name, figure in expected.items()}
                worst = min(worst, *differences.values())
                changed = {name: difference for name, difference in differences.items() if abs(difference) >= 0.0005}
                print(f"{variant:28}" + (" ".join(f"{name} {difference:+.3f}" for name, difference in changed.items()) or "the same"))
    print(f"largest fall: {-worst:.3f} (at most {TOLERANCE})")
    return int(worst < -TOLERANCE)


if __name__ == "__main__":
    sys.exit(main())
