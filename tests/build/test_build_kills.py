import subprocess
import sys
from pathlib import Path

KILLS = Path(__file__).parents[1] / "benchmarks" / "kills.py"


def test_a_build_that_is_killed_tears_and_loses_nothing() -> None:
    done = subprocess.run([sys.executable, KILLS, "1", "6"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("1 builds killed")
