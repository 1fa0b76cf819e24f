"""Drive the real window from inside its own process: unlock, type, lock; tell what was saved.

Run as a program. Passphrases and secrets come through standard input. Nothing of the window is
replaced: only hands are added.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from pristan import app as program
from pristan.vault import Profile

CHEAP = Profile(15, 64, 1, 1)
ALLOWED = frozenset({CHEAP})


def tell(**facts: object) -> None:
    """Say one line to the parent at once."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Hands:
    """Types into the window of this process as a keyboard would."""

    def __init__(self, case: Path, passphrase: str) -> None:
        os.environ[program.LOCKED] = json.dumps({"case": str(case), "language": "ru"})
        self.app, self.shell = program.window(ALLOWED)
        self._passphrase = passphrase

    def unlock(self, then: Callable[[], None]) -> None:
        """Type the passphrase and press Enter; go on when the case is there."""
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QLineEdit

        from ui.windows import find, type_in

        line = find(self.shell, QLineEdit, "passphrase")
        type_in(line, self._passphrase)
        self._passphrase = ""
        QTest.keyClick(line, Qt.Key.Key_Return)
        timer = QTimer(self.shell)

        def look() -> None:
            if self.shell.case is not None:
                timer.stop()
                then()

        timer.timeout.connect(look)
        timer.start(5)


WHOLE = re.compile(r"(\d+)\.")  # a number that was typed to its end: half a one may be saved too


def type_until_killed(case: Path, passphrase: str, seed: int) -> int:
    """Type numbers into many places, leave screens, undo; tell what is saved when it is."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

    from pristan.case import Key, Told
    from pristan.interview import Place
    from pristan.ui.autosave import SaveState
    from ui.windows import find, page, type_in

    hands = Hands(case, passphrase)
    chance = random.Random(seed)
    typed: dict[str, int] = {}
    places: list[tuple[Place, str, type[QWidget]]] = []
    count = 0

    def told() -> dict[str, int]:
        answers = hands.shell.case.session.desk.answers
        found = {}
        for place, question, _ in places:
            value = answers.value(question, place.item)
            text = value.text if isinstance(value, Told) else value
            if isinstance(text, str) and (whole := WHOLE.findall(text)):
                found[f"{question}/{place.item}"] = int(whole[-1])
        return found

    def saved(state: SaveState, _problem: object) -> None:
        if state is SaveState.SAVED:
            tell(saved=told())

    def begin() -> None:
        desk = hands.shell.case.session.desk
        incidents = desk.answers.items("incidents") or (desk.add_item(Key("incidents")),)
        places.append((Place("incident_telling", incidents[0]), "incident_story", QPlainTextEdit))
        places.append((Place("incident_what", incidents[0]), "incident_where", QLineEdit))
        places.append((Place("identity_birth"), "birth_city", QLineEdit))
        typed.update(told())
        hands.shell.case.session.autosave.changed.connect(saved)
        tell(ready=True)
        step()

    def step() -> None:
        nonlocal count
        place, question, kind = chance.choice(places)
        page(hands.shell).go(place)
        box = find(hands.shell, kind, question)
        box.setFocus()
        for _ in range(chance.randint(1, 3)):
            count += 1
            number = max([*typed.values(), 0]) + count
            QTest.keyClick(box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
            type_in(box, f" слово {number}.")
        if chance.random() < 0.8:
            QTest.keyClick(box, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        QTimer.singleShot(chance.choice((5, 20, 40, 80)), step)

    hands.unlock(begin)
    return program.run(hands.app, hands.shell)


def type_secrets_and_lock(case: Path, passphrase: str, secrets: list[str]) -> int:
    """Type secrets, copy one to the clipboard, and press the lock key."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit

    from pristan.case import Key
    from pristan.interview import Place
    from ui.windows import find, page, type_in

    hands = Hands(case, passphrase)

    def begin() -> None:
        desk = hands.shell.case.session.desk
        incident = desk.add_item(Key("incidents"))
        page(hands.shell).go(Place("incident_telling", incident))
        box = find(hands.shell, QPlainTextEdit, "incident_story")
        for secret in secrets:
            type_in(box, secret + "\n")
        box.selectAll()
        box.copy()
        hands.shell.case.speak("en", False)
        tell(typed=True, clipboard=QGuiApplication.clipboard().ownsClipboard(), pid=os.getpid())
        QTimer.singleShot(600, lambda: QTest.keyClick(hands.shell.case.page, Qt.Key.Key_F12))

    hands.unlock(begin)
    return program.run(hands.app, hands.shell)


def tour(case: Path, passphrase: str, secrets: list[str]) -> int:
    """Do what a person does in one sitting, file dialog included, and close the window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton

    from pristan.case import Key
    from pristan.ui.packet_pages import PageViewer
    from pristan.ui.walk import PACKET
    from ui.windows import find, go, page, type_in

    given = case.parent.parent / "given" / "КАНАРЕЕЧНАЯ-ПАПКА"
    given.mkdir(parents=True)
    (given / "paper.pdf").write_bytes(secrets[0].encode() * 50)
    hands = Hands(case, passphrase)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, choose)
            return
        # The whole path, as a person may type it: the dialog reads folders in a thread of its own,
        # and what is only selected there may not be known to it yet.
        dialog.setDirectory(str(given))
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(given / "paper.pdf"))
        QTimer.singleShot(100, choose)
        dialog.accept()

    def begin() -> None:
        desk = hands.shell.case.session.desk
        incident = desk.add_item(Key("incidents"))
        go(hands.shell, "incident_telling", incident)
        box = find(hands.shell, QPlainTextEdit, "incident_story")
        for secret in secrets:
            type_in(box, secret + "\n")
        page(hands.shell).undo()
        page(hands.shell).redo()
        go(hands.shell, "incident_what", incident)
        type_in(find(hands.shell, QLineEdit, "incident_where"), secrets[1])
        hands.shell.case.speak("en", True)
        paper = desk.add_item(Key("evidence"))
        go(hands.shell, "exhibit_what", paper)
        QTimer.singleShot(20, choose)
        find(hands.shell, QPushButton, "exhibit_files.choose").click()
        hands.shell.case.jump()
        QTimer.singleShot(1500, look_ahead)

    def look_ahead() -> None:
        """Look at the page with the story before a packet is written."""
        page(hands.shell).go(PACKET)
        work = hands.shell.case.session.packet
        if work.outlook is None:
            QTimer.singleShot(50, look_ahead)
            return
        work.look_ahead()
        looking()

    def looking() -> None:
        work, shown = hands.shell.case.session.packet, hands.shell.findChildren(PageViewer)
        if work.preview and not shown:
            find(hands.shell, QLineEdit, "packet.number").setText("2")
            find(hands.shell, QPushButton, "packet.show").click()
        if shown and not shown[0].page.picture.isNull():
            finish()
        else:
            QTimer.singleShot(50, looking)

    def finish() -> None:
        tell(toured=len(hands.shell.case.session.desk.attachments()))
        hands.shell.close()

    hands.unlock(begin)
    return program.run(hands.app, hands.shell)


def many_lives() -> int:
    """Live again and again, each time in a new process: what is imported is imported once.

    Each line of standard input is a life: the case file, the passphrase and a seed, as JSON.
    """
    import pristan.desk
    import pristan.ui.create
    import pristan.ui.open_case  # noqa: F401
    import ui.windows  # noqa: F401

    for line in sys.stdin:
        life = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os._exit(type_until_killed(Path(life["case"]), life["passphrase"], life["seed"]))
        tell(pid=pid)
        os.waitpid(pid, 0)
        tell(died=pid)
    return 0


def main() -> int:
    if sys.argv[1:] == ["lives"]:
        return many_lives()
    lines = sys.stdin.buffer.read().decode().splitlines()
    what, case = sys.argv[1:]
    act = tour if what == "tour" else type_secrets_and_lock
    return act(Path(case), lines[0], lines[1:])


if __name__ == "__main__":
    sys.exit(main())
