"""Take the pictures of the documentation anew, from the invented case, in both languages.

Run by ``python3 dev.py pictures [DIR]``; without a folder they go into ``docs/images``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QApplication

from pristan.desk import Desk
from pristan.sample import make_sample
from pristan.ui.shell import Shell
from pristan.ui.walk import PACKET
from pristan.vault import Vault

sys.path.insert(0, str(Path(__file__).parents[1]))
from ui.windows import ALLOWED, PASSPHRASE, find, go, interview, let_go, make_shell, page

ROOT = Path(__file__).parents[2]
SCREENS = {  # file name: screen, and the list whose first item it is about
    "name": ("identity_name", ""),
    "event": ("incident_what", "incidents"),
    "story": ("incident_telling", "incidents"),
    "harm": ("incident_effects", "incidents"),
    "case": ("case_origin", "cases"),
    "exhibit": ("exhibit_what", "evidence"),
}
PAGES = {  # file name: how the outline of the packet calls the page, and how many pages later
    "cover": ("Cover page", 0),
    "index": ("Index", 0),
    "declaration": ("Declaration of", 0),
    "certificate": ("Certificate of Interpretation", 0),
    "names": ("Names and Their Spellings", 0),
    "timeline": ("Timeline of Events", 0),
    "cases": ("Chart of Criminal and Administrative Cases", 0),
    "declaration-ru": ("Declaration of IVAN PRIMEROV, in Russian", 0),
    "two-columns": ("Declaration of IVAN PRIMEROV, English and Russian", 1),
    "slip-sheet": ("Exhibit A", 0),
    "exhibit": ("Exhibit C", 1),
}


def main(arguments: list[str]) -> int:
    """Write every picture and say where."""
    target = Path(arguments[0]) if arguments else ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        case = Path(name) / "documents.pristan"
        desk = make_sample(case, PASSPHRASE, ALLOWED)
        desk.write_packet(Path(name) / "packet")
        desk.close()
        for picture, shown in _pages(Path(name) / "packet" / "packet.pdf"):
            _keep(shown, target / f"packet-{picture}.png")
        for language in ("en", "ru"):
            for picture, shell in _windows(case, language):
                _settled(application)
                shell.grab().save(str(target / f"window-{picture}-{language}.png"))
        for file in target.glob("window-*.png"):
            _keep(Image.open(file), file)
    for old in {file.name for file in target.glob("*.png")} - set(names()):
        (target / old).unlink()
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")
    return 0


def names() -> Iterator[str]:
    """Yield the names of the pictures there are."""
    yield from (f"packet-{picture}.png" for picture in PAGES)
    for language in ("en", "ru"):
        for picture in ("create", "unlock", *SCREENS, "packet"):
            yield f"window-{picture}-{language}.png"


def _settled(application: QApplication) -> None:
    """Let a page be built and laid out to its end, which takes several turns."""
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        application.processEvents()


def _windows(case: Path, language: str) -> Iterator[tuple[str, Shell]]:
    """Yield each window to take; a window of its own, since taking one lays out what is hidden."""
    with _window(language) as shell:
        find(shell, QAbstractButton, "create").click()
        yield "create", shell
    with _window(language) as shell:
        shell.show_unlock(case)
        yield "unlock", shell
    for picture, (screen, of) in SCREENS.items():
        with _window(language, case) as shell:
            assert shell.case
            items = shell.case.session.desk.answers.items(of) if of else ("",)
            view = go(shell, screen, items[0])
            assert view.place.screen == screen, f"there is no screen {screen} any more"
            yield picture, shell
    with _window(language, case) as shell:
        page(shell).go(PACKET)
        assert shell.case
        while shell.case.session.packet.outlook is None:
            QApplication.processEvents()
        yield "packet", shell


@contextmanager
def _window(language: str, case: Path | None = None) -> Iterator[Shell]:
    shell = make_shell(language)
    shell.show()
    shell.activateWindow()
    if case:
        vault = Vault.open(case, PASSPHRASE, profiles=ALLOWED)
        desk = Desk(vault, interview(ROOT / "forms"))
        desk.keep_setting("language", language)
        shell.open_desk(desk)
    yield shell
    if shell.case:
        shell.case.session.autosave.stop()
        shell.case.session.jobs.finish(30)  # pages may still be counted
        shell.case.session.desk.close()
    shell.hide()
    let_go()


def _pages(packet: Path) -> Iterator[tuple[str, Image.Image]]:
    pdf = pypdfium2.PdfDocument(packet)
    titled = [(each.get_title(), each.get_dest()) for each in pdf.get_toc()]
    for picture, (title, later) in PAGES.items():
        found = next(to for called, to in titled if called.startswith(title) and to)
        at = found.get_index()
        assert at is not None
        yield picture, pdf[at + later].render(scale=96 / 72).to_pil()


def _keep(shown: Image.Image, file: Path) -> None:
    """Keep a picture in 256 colors, which is half the size and looks the same."""
    shown.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
