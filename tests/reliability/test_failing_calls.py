"""Each call on the case file fails once, at any point: a plain problem, and saving again works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unit.vault.cases import change, create, environment, reopen

POINTS = 4  # how many calls of each kind fail in turn, from the first to the last

WORK = """
import sys
from pathlib import Path
from pristan.vault import VaultProblem
from unit.vault.cases import change, reopen

def insist(work):
    for _ in range(3):
        try:
            return work()
        except VaultProblem as problem:
            print("problem:", type(problem).__name__, flush=True)
    raise SystemExit("one failing call was too much")

vault = insist(lambda: reopen(Path(sys.argv[1])))
for number in range(1, 7):
    batch = [change("last", number), change(f"q{number}", "текст " * (200 * number))]
    insist(lambda: vault.save(batch))
    print("saved", number, flush=True)
stored = insist(lambda: vault.attach("a.bin", [b"a" * 1_500_000]))
print("attached", flush=True)
insist(lambda: vault.attach("b.bin", [b"b" * 9_000]))
def drop():
    if stored.id in {a.id for a in vault.attachments()}:
        vault.detach(stored.id)
insist(drop)
vault.close()
print("done", flush=True)
"""


def traced(case: Path, log: Path, what: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the work with strace looking at calls on the case, its journal and its folder."""
    paths = [case, case.with_name(case.name + "-journal"), case.parent]
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={what}", *more]
    for path in paths:
        command += ["-P", str(path)]
    return subprocess.run(
        [*command, sys.executable, "-c", WORK, str(case)],
        env=environment(), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed on this machine")
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("call", ["fsync", "pwrite64", "openat", "unlink", "ftruncate"])
def test_one_failing_call_loses_nothing(call: str, error: str, tmp_path: Path) -> None:
    case, log = tmp_path / "stick" / "case", tmp_path / "log"
    case.parent.mkdir()
    with create(case) as vault:
        vault.save([change("last", 0)])
    sound = case.read_bytes()
    whole = traced(case, log, call)
    assert whole.stdout.endswith("done\n"), whole.stderr
    calls = len(re.findall(rf"^\d+\s+{call}\(", log.read_text(), re.MULTILINE))
    assert calls >= 1
    tried = said = 0
    for which in range(1, calls + 1, max(1, calls // POINTS)):
        case.write_bytes(sound)
        run = traced(case, log, call, "-e", f"inject={call}:error={error}:when={which}")
        assert "INJECTED" in log.read_text()
        assert run.stdout.endswith("done\n"), (which, run.stdout, run.stderr)
        assert run.stderr == ""
        tried += 1
        said += "problem" in run.stdout
        with reopen(case) as vault:
            assert vault.answers().value("last") == 6
            saved = [r.after.value for r in vault.history() if r.key.question == "last" and r.after]
            assert saved == list(range(7))
            assert "b.bin" in [a.name for a in vault.attachments()]
            assert vault.check() == []
            vault.save([change("last", 7)])  # a journal that could not be removed goes now
        assert [path.name for path in case.parent.iterdir()] == ["case"]
    print(f"{call} {error}: {tried} of {calls} calls failed in turn, {said} said so, 0 lost")
