"""The chores of dev.py that can be tried without installing anything."""

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

DEV = Path(__file__).parents[1] / "dev.py"
BENCH = DEV.with_name("bench")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks for Linux libraries")


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", DEV)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("words", "status"), [([], 0), (["--help"], 0), (["dmeo"], 2)])
def test_without_a_verb_it_lists_them(words: list[str], status: int) -> None:
    done = subprocess.run([sys.executable, DEV, *words], capture_output=True, text=True)
    assert done.returncode == status
    for verb in ("demo", "test", "run", "texts", "pictures", "bench", "lock"):
        assert f"python3 dev.py {verb} " in done.stdout


@ON_LINUX
def test_this_machine_lacks_nothing(dev: ModuleType) -> None:
    assert dev.missing_packages() == []


@ON_LINUX
def test_a_library_that_does_not_load_is_named_by_its_package(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "LIBRARIES", (*dev.LIBRARIES, ("libabsent.so.9", "libabsent9")))
    assert dev.missing_packages() == ["libabsent9"]


@ON_LINUX
def test_a_missing_face_is_noticed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dev.has_face()
    monkeypatch.setattr(dev, "FACES", ("No Such Face",))
    assert not dev.has_face()


def test_without_the_right_to_install_it_gives_the_one_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr(dev, "may_be_root", lambda: None)
    with pytest.raises(SystemExit, match=r"sudo apt-get install -y .* libabsent9"):
        dev.install(["libabsent9"])


def test_what_only_children_import_is_compiled_for_them(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = tmp_path / "desktop" / "pristan" / "packet"
    ours.mkdir(parents=True)
    (ours / "press.py").write_text("pages = 1\n")
    stamp = tmp_path / "stamp"
    lock = hashlib.sha256(dev.LOCK.read_bytes()).hexdigest()
    stamp.write_text(f"{lock}\n{tmp_path}\n")
    for name, value in {"ROOT": tmp_path, "STAMP": stamp, "PYTHON": Path(sys.executable)}.items():
        monkeypatch.setattr(dev, name, value)
    monkeypatch.setattr(dev, "missing_packages", list)
    dev.make_ready()
    assert [file.suffix for file in ours.joinpath("__pycache__").iterdir()] == [".pyc"]


@pytest.mark.parametrize(("value", "status"), [(1.5, 0), (1.51, 1)])
def test_a_bench_ends_with_one_when_a_figure_is_over_its_target(value: float, status: int) -> None:
    code = (
        "from figures import Figures\n"
        "figures = Figures()\n"
        f"figures.keep('start, ratio', {value}, 1.5)\n"
        "raise SystemExit(figures.status)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=BENCH, check=False)
    assert done.returncode == status


def test_every_bench_says_its_figures_in_that_way() -> None:
    for script in BENCH.glob("*.py"):
        text = script.read_text(encoding="utf-8")
        if "__main__" in text:
            ends = ".status" in text or "return keep(" in text
            assert ends, f"{script.name} cannot end with 1"
            assert "OVER TARGET" not in text, f"{script.name} has a way of its own"
