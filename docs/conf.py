"""How Sphinx makes the documentation: ``make docs`` writes it to ``build/docs``."""

import sys
from pathlib import Path

import kg

sys.path.insert(0, str(Path(__file__).parent))

project = "Governance measures"
project_copyright = "Apache-2.0"
version = release = kg.__version__
language = "en"
extensions = ["myst_parser", "bilingual", "generated"]
exclude_patterns = ["images"]
nitpicky = True
smartquotes = False  # -- stays the beginning of an option

myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "Governance measures"
html_copy_source = False
html_show_sphinx = False
html_search_language = "bilingual"

demo_release = str(Path(__file__).parents[1] / "build" / "demo")
