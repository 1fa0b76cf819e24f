"""WeasyPrint, imported without starting any program.

It looks for its libraries under Windows names first, and each miss lets ``ctypes`` run gcc, ld and
ldconfig from the PATH (measured: 87 programs). Their Linux names are given here instead; where the
libraries have other names, the search is left alone and WeasyPrint tries the names itself.
"""

from __future__ import annotations

import ctypes.util
import gc
import importlib
import mimetypes
import sys
from collections.abc import Mapping
from typing import Final

_LIBRARIES: Final[Mapping[str, str]] = {
    "libgobject-2.0-0": "libgobject-2.0.so.0",
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libharfbuzz-0": "libharfbuzz.so.0",
    "libharfbuzz-subset-0": "libharfbuzz-subset.so.0",
    "libharfbuzz-vector-0": "libharfbuzz-vector.so.0",
    "libfontconfig-1": "libfontconfig.so.1",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
}


def load_weasyprint() -> None:
    """Import WeasyPrint; from then on a plain import finds it."""
    mimetypes.knownfiles = []  # lists of this machine, which this room may not read
    if not sys.platform.startswith("linux"):
        importlib.import_module("weasyprint")
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _LIBRARIES.get  # type: ignore[assignment]
    try:
        importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = search


def spare_the_collector() -> None:
    """Look for garbage less often, since a layout is very many objects that stay.

    Measured on the sample's packet: a tenth of the layout's time, in the same memory.
    """
    gc.freeze()
    gc.set_threshold(5_000, 5, 5)
