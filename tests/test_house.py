"""The habits of the house: sizes, names, first sentences, no hidden state, types and lint."""

import ast
import functools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import pristan

ROOT = Path(__file__).parents[1]
PYTHON = sorted(
    [ROOT / "dev.py", *(path for room in ("desktop", "tests", "bench")
                        for path in (ROOT / room).rglob("*.py"))]
)
SHIPPED = sorted((ROOT / "desktop").rglob("*.py"))
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*") if path.is_file() and path.suffix != ".md"
)
LONGEST = 400  # lines
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
MUTABLE_CALLS = {
    "bytearray", "Counter", "defaultdict", "deque", "dict", "list", "local", "OrderedDict", "set",
    "WeakKeyDictionary", "WeakValueDictionary",
}
MUTABLE_LITERALS = (ast.Dict, ast.DictComp, ast.List, ast.ListComp, ast.Set, ast.SetComp)
# What is made of a class may change, unless the class is frozen or stands here.
FROZEN_BY_OTHERS = {"Kernel", "Path", "Struct", "TypeVar"}
BUT_KEPT = {
    "_TYPES",  # the kinds of files by their names: asked and never added to
    "_CHILDREN",  # the system, too, keeps one list of children for each process
}
READ_ONLY = re.compile(r"\b(Mapping|Sequence|AbstractSet)\[")  # mypy refuses to write to these
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b")


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_class(name: str) -> bool:
    return name.lstrip("_")[:1].isupper()


def frozen_in(tree: ast.Module) -> Iterator[str]:
    """Yield the classes of a module whose instances never change."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            said = [ast.unparse(each) for each in (*node.decorator_list, *node.bases)]
            if any("frozen=True" in each or each == "NamedTuple" for each in said):
                yield node.name


@functools.cache
def frozen_classes() -> frozenset[str]:
    """Return the names of all frozen classes that ship."""
    sources = (path.read_text(encoding="utf-8") for path in SHIPPED)
    return frozenset(name for source in sources for name in frozen_in(ast.parse(source)))


def mutable_state(source: str) -> list[str]:
    """Return what a module keeps that could change while the program runs."""
    tree = ast.parse(source)
    own = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    frozen = frozen_classes() - own | set(frozen_in(tree))
    found = [f"global {', '.join(node.names)}" for node in ast.walk(tree)
             if isinstance(node, ast.Global)]
    for node in tree.body:
        if isinstance(node, ast.Assign):
            name, value, said = ast.unparse(node.targets[0]), node.value, ""
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            name, value, said = ast.unparse(node.target), node.value, ast.unparse(node.annotation)
        else:
            continue
        called = isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1]
        changes = (
            isinstance(value, MUTABLE_LITERALS)
            or called in MUTABLE_CALLS
            or (called and is_class(called) and called not in frozen | FROZEN_BY_OTHERS)
        )
        if changes and name not in {"__all__", *BUT_KEPT} and not READ_ONLY.search(said):
            found.append(name)
    return found


def run(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [*PYTHON, *TEMPLATES], ids=short)
def test_a_file_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{short(path)} has {lines} lines; {LONGEST} at most"


@pytest.mark.parametrize("path", PYTHON, ids=short)
def test_a_module_begins_with_one_sentence(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = said.split("\n\n")[0]
    assert first.endswith("."), f"{short(path)}: say in one sentence what it is for"


@pytest.mark.parametrize("path", PYTHON, ids=short)
def test_a_name_says_what_it_is(path: Path) -> None:
    names = [part.removesuffix(".py") for part in path.relative_to(ROOT).parts]
    for name in names:
        assert re.fullmatch(r"[a-z0-9_]+", name), f"{name}: snake_case"
        assert not VAGUE & set(name.split("_")), f"{name} says nothing"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            words = re.findall(r"[A-Z][a-z0-9]*", node.name)
            assert not VAGUE & {word.lower() for word in words}, f"{node.name} says nothing"


@pytest.mark.parametrize("path", SHIPPED, ids=short)
def test_a_module_keeps_no_state(path: Path) -> None:
    assert not mutable_state(path.read_text(encoding="utf-8")), (
        "pass it along, or make it a tuple, a frozenset, or say Mapping[...] or Sequence[...]"
    )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("seen = []", ["seen"]),
        ("seen: dict[str, int] = {}", ["seen"]),
        ("seen = collections.defaultdict(list)", ["seen"]),
        ("def count() -> None:\n    global seen", ["global seen"]),
        ("seen: Final = Counted()", ["seen"]),
        ("seen = threading.Lock()", ["seen"]),
        ("class Seen:\n    pass\n\n\nseen = Seen()", ["seen"]),
        ("class Seen(NamedTuple):\n    a: int\n\n\nSEEN = Seen(1)", []),
        ("LIMITS = Limits(1, 2, 3.0)", []),
        ("NAMES: Final[Mapping[str, int]] = {'a': 1}", []),
        ("NAMES = ('a', 'b')", []),
        ("__all__ = ['a']", []),
    ],
)
def test_the_watch_on_state_sees(source: str, found: list[str]) -> None:
    assert mutable_state(source) == found


@pytest.mark.parametrize("number", range(1, 12))
def test_a_promise_is_held_by_tests_that_exist(number: int) -> None:
    page = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    (promise,) = re.findall(rf"^\| P{number} \|.*", page, re.MULTILINE)
    held_by = re.findall(r"`([\w/]+\.py)::(\w+)`", promise)
    assert held_by, f"P{number}: name a test that holds it"
    for file, name in held_by:
        source = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"\ndef {name}(" in source, f"P{number}: there is no {name} in tests/{file}"


@pytest.mark.parametrize("path", [*SHIPPED, *TEMPLATES], ids=short)
def test_nothing_gets_around_escaping(path: Path) -> None:
    assert not UNESCAPED.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["{{ x|safe }}", "{{ x | safe }}", "Markup(x)",
                                  "{% autoescape false %}"])
def test_the_watch_on_escaping_sees(text: str) -> None:
    assert UNESCAPED.search(text)


def test_the_lock_has_a_hash_for_everything_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.M | re.S)
    assert len(pins) > 40
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)


def test_the_lock_pins_everything_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!~ ]", ask)[0].lower() for ask in asked}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert names <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.M))


def test_the_version_is_said_the_same_in_both_places() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pristan.__version__ == project["project"]["version"]


def test_types() -> None:
    run("mypy")
    run("mypy", "--strict", "dev.py")


def test_lint() -> None:
    run("ruff", "check", "dev.py", "desktop", "tests", "bench")
