import subprocess
import sys
from pathlib import Path

KILLS = Path(__file__).parents[1] / "benchmarks" / "kills.py"


def test_builds_that_are_killed_tear_and_lose_nothing() -> None:
    done = subprocess.run([sys.executable, KILLS, "3", "6"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("3 builds killed")
