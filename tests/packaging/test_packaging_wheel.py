"""The wheel has everything it needs: installed elsewhere, without the checkout, it builds its graph and answers."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from kg.resources import ontology_folder, seeds_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The executables of a new environment that has only the wheel of its own, and sees the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment")
    builder = venv.EnvBuilder(symlinks=True)
    builder.create(folder)
    executables = Path(builder.ensure_directories(folder).env_exe).parent
    run(sys.executable, "-m", "pip", "--python", executables / "python", "install", "--no-index", "--no-deps", wheel, cwd=folder)
    packages = run(executables / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    Path(packages, "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return executables


def run(*command: object, cwd: Path) -> str:
    result = subprocess.run([str(part) for part in command], check=False, cwd=cwd, capture_output=True, encoding="utf-8", timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def packaged(folder: Path, name: str) -> set[str]:
    return {f"kg/_data/{name}/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()}


def test_wheel_carries_code_ontology_catalogue_and_seeds(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = {path.relative_to(ROOT) for top in ("kg", "api") for path in (ROOT / top).rglob("*") if path.is_file()}
    assert {file.as_posix() for file in files if "__pycache__" not in file.parts} <= names
    assert packaged(ontology_folder(), "ontology") <= names
    assert packaged(seeds_folder(), "seeds") <= names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"kg", "api"}
    assert {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_installed_package_is_the_wheels(environment: Path, tmp_path: Path) -> None:
    output = run(
        environment / "python", "-c", "import api, kg.resources as r; print(api.__path__[0], r.seeds_folder(), sep='\\n')", cwd=tmp_path
    )
    assert all(Path(line).is_relative_to(environment.parent) for line in output.splitlines())


def test_demo_answers_from_any_folder(environment: Path, tmp_path: Path) -> None:
    output = run(environment / "kg", "demo", "--no-serve", cwd=tmp_path)
    assert "哪些部门推行了双随机、一公开？" in output
    for bureau, year in (("金昌市交通运输局", "2020"), ("石家庄市藁城区交通运输局", "2024"), ("重庆市渝北区交通局", "2020")):
        assert any(bureau in line and year in line for line in output.splitlines()), output
    assert (tmp_path / "build" / "demo" / "current" / "manifest.json").is_file()
