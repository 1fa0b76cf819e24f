"""Every bench can still be run: what it takes from the program and its tests is there."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "bench"
SCRIPTS = sorted(BENCH.glob("*.py"))
OURS = {"pristan", *(each.stem for each in SCRIPTS)}
TESTS = {each.stem for each in Path(__file__).parent.iterdir()}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_what_a_bench_takes_is_there(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module or node.level:
            continue
        if node.module.split(".")[0] in OURS | TESTS:
            module = importlib.import_module(node.module)
            for each in node.names:
                there = hasattr(module, each.name) or find_spec(f"{node.module}.{each.name}")
                assert there, f"{script.name} takes {each.name} from {node.module}"


def test_what_a_bench_has_run_calls_the_program_as_it_is(tmp_path: Path) -> None:
    """A bench measures programs of its own in other processes: they stand in it as text."""
    programs = []
    for script in SCRIPTS:
        for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and "\nfrom pristan" in text:
                programs.append(tmp_path / f"{script.stem}_{node.lineno}.py")
                programs[-1].write_text(text, encoding="utf-8")
    assert len(programs) > 5
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--follow-imports=silent", "--no-incremental", *programs],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"MYPYPATH": os.pathsep.join((str(BENCH), str(ROOT / "tests")))},
    ).stdout  # fmt: skip
    assert f"checked {len(programs)} source files" in told
    assert [line for line in told.splitlines() if "[call-arg]" in line] == []
