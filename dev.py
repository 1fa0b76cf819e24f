"""Set Pristan up on this machine and do one of its chores: ``python3 dev.py`` lists them.

Standard library only, since it runs before anything is installed. It makes ``.venv`` from
``requirements.lock``, looks for the system libraries by loading them, and installs those that are
missing where it may. Why it is so: docs/adr/0001-tools-and-lock.md.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "pristan-stamp"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

VERBS = """\
python3 dev.py demo [DIR]      make the invented sample case and its packet (default ./pristan-demo)
python3 dev.py test [ARGS]     run every check; ARGS go to pytest
python3 dev.py run [ARGS]      open the window; ARGS go to pristan
python3 dev.py texts           collect every sentence of the program into i18n/texts.pot
python3 dev.py pictures [DIR]  take the pictures of the documentation anew (default docs/images)
python3 dev.py bench           measure: every script in bench/
python3 dev.py lock [ARGS]     write requirements.lock again; ARGS go to uv, such as --upgrade"""

# What the wheels of PySide6 and WeasyPrint leave to the system: library, Debian's package.
# Debian 12 and Ubuntu 24.04 have the same names here, or provide them.
LIBRARIES = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libgthread-2.0.so.0", "libglib2.0-0"),
    ("libgobject-2.0.so.0", "libglib2.0-0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libharfbuzz.so.0", "libharfbuzz0b"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
    ("libpango-1.0.so.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libX11.so.6", "libx11-6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxcb.so.1", "libxcb1"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-glx.so.0", "libxcb-glx0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-shm.so.0", "libxcb-shm0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-util.so.1", "libxcb-util1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libwayland-client.so.0", "libwayland-client0"),
    ("libwayland-cursor.so.0", "libwayland-cursor0"),
)
# In a child, since loading a library runs its code and cannot be taken back.
LOAD = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""
LIBERATION = ("fonts-liberation2", "fonts-liberation")
ON_TWO_CORES = ("-n", "2", "--dist", "loadfile")  # a file's tests share what they made
TEST_TOOLS = ("strace",)  # it cuts the power and fails system calls; also Debian's package name
FACES = ("Liberation Serif", "Times New Roman")  # as wide as Times, and with Cyrillic
# What the program stands on, started once after installing, so that "ready" is not a guess.
PROVE = """
import sqlcipher3, weasyprint
from PySide6.QtWidgets import QApplication
QApplication([])
"""
BY_HAND = {
    "darwin": """\
The program cannot start yet. Most often Pango is missing, which draws the text of the packet.
Install it with Homebrew, then run this again:
    brew install pango""",
    "win32": """\
The program cannot start yet. Most often Pango is missing, which draws the text of the packet.
Install MSYS2, run this in its UCRT64 window, then run dev.py again:
    pacman -S mingw-w64-ucrt-x86_64-pango
If MSYS2 is not in C:\\msys64, set WEASYPRINT_DLL_DIRECTORIES to its ucrt64\\bin folder first.""",
}


def say(line: str) -> None:
    print(f"dev.py: {line}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb not in ("demo", "test", "run", "texts", "pictures", "bench", "lock"):
        print(VERBS)
        return 0 if verb in ("", "-h", "--help") else 2
    make_ready()
    if verb == "test":
        get_tools()
        return call(PYTHON, "-m", "pytest", *(rest or ON_TWO_CORES), cwd=ROOT)
    if verb == "texts":
        return call(PYTHON, ROOT / "tests" / "extract_texts.py", cwd=ROOT)
    if verb == "pictures":
        return call(PYTHON, ROOT / "tests" / "ui" / "pictures.py", *rest, cwd=ROOT)
    if verb == "bench":
        return bench()
    if verb == "lock":
        return lock(rest)
    # -I: a folder the user stands in must not lend the program its modules.
    program = (PYTHON, "-I", "-m", "pristan")
    return call(*program, *(["demo", *rest] if verb == "demo" else rest))


def make_ready() -> None:
    """Leave a whole ``.venv`` and the system libraries behind, or end with the reason."""
    missing = missing_packages() if sys.platform == "linux" else []
    if missing:
        install(missing)
        still = missing_packages()
        if still:
            sys.exit(f"dev.py: still missing after installing: {' '.join(still)}")
    wanted = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n{ROOT}\n"
    stamped = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    if not PYTHON.is_file() or stamped != wanted:
        make_venv()
        if call(PYTHON, "-I", "-c", PROVE, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}):
            sys.exit(BY_HAND.get(sys.platform, "dev.py: the program cannot start here; see above."))
        STAMP.write_text(wanted, encoding="utf-8")  # last: a set-up cut short is begun again
        say("ready")
    # Closed-off children write nothing: what only they import, each of them would compile again.
    call(PYTHON, "-I", "-m", "compileall", "-qq", ROOT / "desktop" / "pristan")


def get_tools() -> None:
    """Install what only the tests use, where we may; elsewhere those tests say what is unproved."""
    absent = [tool for tool in TEST_TOOLS if not shutil.which(tool)]
    if sys.platform == "linux" and absent and shutil.which("apt-get") and may_be_root() is not None:
        install(absent)


def missing_packages() -> list[str]:
    """Return Debian's names of what this Linux lacks."""
    looked = subprocess.run(
        [sys.executable, "-c", LOAD, *(library for library, _ in LIBRARIES)],
        capture_output=True, text=True, check=True,
    )
    absent = set(looked.stdout.split())
    packages = {package for library, package in LIBRARIES if library in absent}
    if not shutil.which("fc-list"):
        packages.add("fontconfig")
    if not has_face():
        packages.add(LIBERATION[0])
    # Debian cuts both out of its Python, and keeps them in a package of their own.
    modules = [base_python(), "-c", "import ensurepip, venv"]
    if subprocess.run(modules, capture_output=True).returncode:
        packages.add(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return sorted(packages)


def has_face() -> bool:
    """Say whether fontconfig knows a face for the packet that has Russian letters."""
    if not shutil.which("fc-list"):
        return False
    faces = [f"{face}:lang=ru" for face in FACES]
    return any(
        subprocess.run(["fc-list", face, "family"], capture_output=True, check=True).stdout
        for face in faces
    )


def named_here(packages: list[str]) -> list[str]:
    """Return the packages as this release names them; newer ones have one Liberation only."""
    if not shutil.which("apt-cache"):
        return packages
    newer, plain = LIBERATION
    shown = subprocess.run(["apt-cache", "show", newer], capture_output=True)
    return packages if shown.stdout else [plain if one == newer else one for one in packages]


def install(packages: list[str]) -> None:
    """Install Debian packages, or end by telling the one command that does."""
    if not shutil.which("apt-get"):
        sys.exit(
            "dev.py: some system libraries are missing. Install them with your package manager,"
            f" then run this again. Debian calls them:\n    {' '.join(packages)}"
        )
    command = ["apt-get", "install", "-y", "--no-install-recommends"]
    root = may_be_root()
    if root is None:
        sys.exit(
            "dev.py: some system packages are missing. Run this once, then dev.py again:\n"
            f"    sudo apt-get update && sudo {shlex.join([*command, *named_here(packages)])}"
        )
    prefix = [*root, "env", "DEBIAN_FRONTEND=noninteractive"]
    # One unreachable source among several must not stop us; a lasting trouble shows just below.
    subprocess.run([*prefix, "apt-get", "update", "-qq"], stdout=sys.stderr)
    packages = named_here(packages)
    say(f"installing {' '.join(packages)}")
    if subprocess.run([*prefix, *command, *packages], stdout=sys.stderr).returncode:
        sys.exit("dev.py: the system packages could not be installed; see above.")


def may_be_root() -> list[str] | None:
    """Return what to put before a command of root's, or None where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and not subprocess.run([*sudo, "true"], capture_output=True).returncode:
        return sudo
    return None


def base_python() -> str:
    """Return the Python outside any virtual environment, so that .venv never stands on itself."""
    return getattr(sys, "_base_executable", sys.executable)


def make_venv() -> None:
    """Make ``.venv`` anew from the lock file: wheels only, every one checked by its hash."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        sys.exit("dev.py: .venv has to be made again; leave it first (deactivate).")
    STAMP.unlink(missing_ok=True)
    say("making .venv; the first time, about 170 MB of packages are fetched")
    loud = [] if sys.stdout.isatty() else ["-q"]
    fetch = ["install", *loud, "--no-compile", "--require-hashes", "--only-binary", ":all:", "-r"]
    if call(base_python(), "-m", "venv", "--clear", VENV) or call(
        PYTHON, "-I", "-m", "pip", "--disable-pip-version-check", *fetch, LOCK
    ):
        sys.exit("dev.py: .venv could not be made; see above. Run the same command to try again.")
    packages = Path(
        subprocess.run(
            [PYTHON, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
    )
    # Beside the installed packages, so that `import pristan` works even under -I; relative, so
    # that the line is plain ASCII wherever the checkout is.
    (packages / "pristan.pth").write_text(
        f"{Path(os.path.relpath(ROOT / 'desktop', packages)).as_posix()}\n", encoding="ascii"
    )
    write_launcher()
    # Explicitly, whatever PYTHONDONTWRITEBYTECODE says. In one process, since several need shared
    # memory, which is not everywhere. Some packages carry templates that are not quite Python;
    # those fail, and do not matter.
    call(PYTHON, "-I", "-m", "compileall", "-qq", packages)


def write_launcher() -> None:
    if WINDOWS:
        (BIN / "pristan.cmd").write_text('@"%~dp0python.exe" -I -m pristan %*\n', encoding="ascii")
        return
    launcher = BIN / "pristan"
    launcher.write_text(
        f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -I -m pristan "$@"\n', encoding="utf-8"
    )
    launcher.chmod(0o755)


def bench() -> int:
    """Run every script of bench/ and return the worst exit status."""
    worst = 0
    for script in sorted((ROOT / "bench").glob("*.py")):
        if "__main__" not in script.read_text(encoding="utf-8"):
            continue  # what they have in common
        print(f"== {script.name}", flush=True)
        worst = max(worst, abs(call(PYTHON, script, cwd=ROOT)))
    return worst


def lock(more: list[str]) -> int:
    """Write the lock file again, for every platform at once, and without any address."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / LOCK.name
        draft.write_bytes(LOCK.read_bytes())  # what is pinned stays, unless --upgrade says else
        status = call(
            BIN / "uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal",
            "--python-version", "3.11", "--only-binary", ":all:", "--generate-hashes",
            "--no-header", "--no-emit-index-url", "--quiet", "--output-file", draft, *more,
            cwd=ROOT,
        )
        if status == 0:
            lines = draft.read_text(encoding="utf-8").splitlines(keepends=True)
            LOCK.write_text(
                "".join(line for line in lines if "://" not in line), encoding="utf-8"
            )
    return status


def call(*words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> int:
    return subprocess.run([str(word) for word in words], cwd=cwd, env=env).returncode


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036, whoever has an older one must be told
        sys.exit(f"dev.py: Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
