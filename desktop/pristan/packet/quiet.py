"""WeasyPrint, imported without starting any program, and without what our pages do not need.

It looks for its libraries under Windows names first, and each miss lets ``ctypes`` run gcc, ld and
ldconfig from the PATH (measured: 87 programs). Their Linux names are given here instead; where the
libraries have other names, the search is left alone and WeasyPrint tries the names itself.
Two parts of fontTools, needed for variable faces and where HarfBuzz cannot cut letters, take
a quarter of its memory, and our pages have no pictures of pixels, for which it imports Pillow;
these are imported when something of them is called.
"""

from __future__ import annotations

import ctypes.util
import gc
import importlib.util
import mimetypes
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final

_FONTS: Final = "weasyprint.text.ffi"

_LIBRARIES: Final[Mapping[str, str]] = {
    "libgobject-2.0-0": "libgobject-2.0.so.0",
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libharfbuzz-0": "libharfbuzz.so.0",
    "libharfbuzz-subset-0": "libharfbuzz-subset.so.0",
    "libharfbuzz-vector-0": "libharfbuzz-vector.so.0",
    "libfontconfig-1": "libfontconfig.so.1",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
}


_LATER: Final[Mapping[str, Callable[[], ModuleType]]] = {
    "fontTools.subset": lambda: importlib.import_module("fontTools.subset"),
    "fontTools.varLib.instancer": lambda: importlib.import_module("fontTools.varLib.instancer"),
    "PIL.EpsImagePlugin": lambda: importlib.import_module("PIL.EpsImagePlugin"),
    "PIL.Image": lambda: importlib.import_module("PIL.Image"),
    "PIL.ImageCms": lambda: importlib.import_module("PIL.ImageCms"),
    "PIL.ImageFile": lambda: importlib.import_module("PIL.ImageFile"),
    "PIL.ImageOps": lambda: importlib.import_module("PIL.ImageOps"),
}


def load_weasyprint(*, pictures: bool = False) -> None:
    """Import WeasyPrint; from then on a plain import finds it.

    With *pictures* Pillow comes too, and takes what is there of a picture that breaks off.
    """
    mimetypes.knownfiles = []  # lists of this machine, which this room may not read
    with _no_search(), _later([name for name in _LATER if not (pictures and "PIL" in name)]):
        importlib.import_module("weasyprint")


def load_fonts() -> Any:
    """Return WeasyPrint's binding to Pango and fontconfig, and import nothing else of it.

    Where all pages were laid out before, there is no need of the rest, which takes half a second.
    """
    if _FONTS in sys.modules:
        return sys.modules[_FONTS]
    package = importlib.util.find_spec("weasyprint")
    places = package.submodule_search_locations if package else None
    file = Path(*places, "text", "ffi.py") if places else Path()
    with _no_search():
        if not file.is_file():  # it is packed in some other way
            return importlib.import_module("weasyprint.text.ffi")
        spec = importlib.util.spec_from_file_location(_FONTS, file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    sys.modules[_FONTS] = module  # WeasyPrint itself, when it is imported, finds this one
    return module


@contextmanager
def _no_search() -> Iterator[None]:
    """Let libraries be found by the names above, on Linux."""
    search = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = _LIBRARIES.get  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = search


class _Later(ModuleType):
    """Stands for a module until something of it is called."""

    def __init__(self, name: str, load: Callable[[], ModuleType]) -> None:
        super().__init__(name)
        self._load = load

    def __getattr__(self, name: str) -> Any:
        if (loaded := sys.modules.get(self.__name__, self)) is not self:
            return getattr(loaded, name)

        def called(*args: Any, **facts: Any) -> Any:
            return getattr(self._load(), name)(*args, **facts)

        return called


@contextmanager
def _later(names: Sequence[str]) -> Iterator[None]:
    """While the block lasts, what is imported by these names is imported only when it is used."""
    put_off = [name for name in names if name not in sys.modules]
    sys.modules.update((name, _Later(name, _LATER[name])) for name in put_off)
    try:
        yield
    finally:
        for name in put_off:
            del sys.modules[name]


def spare_the_collector() -> None:
    """Look for garbage less often, since a layout, or a proof, is very many objects that stay.

    Measured on the sample's packet: a tenth of the time of either, in the same memory.
    """
    gc.freeze()
    gc.set_threshold(5_000, 5, 5)
