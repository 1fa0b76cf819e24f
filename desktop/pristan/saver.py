"""What has not reached the case file yet, and the thread that brings it there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from pristan.case import Change, Key, Problem, say
from pristan.vault import Vault

SaveListener = Callable[[Problem | None], None]


class Saver:
    """Keeps changes until they are durable; what could not be written waits for the next attempt.

    Any thread may call any method.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = threading.Lock()
        self._waiting: dict[Key, Change] = {}
        self._going: dict[Key, Change] = {}
        self._settings: dict[str, str] = {}
        self._waiting_settings: dict[str, str] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="save")
        self._listeners: list[SaveListener] = []

    @property
    def unsaved(self) -> bool:
        """Whether something is not durable yet, be it on its way."""
        with self._lock:
            return bool(self._waiting or self._going)

    def listen(self, listener: SaveListener) -> None:
        """Call *listener* after every attempt to save, in the saver's thread; None means done."""
        self._listeners.append(listener)

    def remember(self, change: Change) -> None:
        """Take a change, to be written with the next attempt."""
        with self._lock:
            self._waiting[change.key] = joined(self._waiting.get(change.key), change)

    def soon(self) -> Future[None]:
        """Write everything that waits, in one transaction; the result comes when it is durable."""
        return self._worker.submit(self._save)

    def setting(self, name: str) -> str | None:
        """Return a setting as it was kept last."""
        kept = self._settings.get(name)
        return self._vault.setting(name) if kept is None else kept

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting in the case file, soon; where that fails, with the next setting."""
        with self._lock:
            if self._settings.get(name) == value:
                return
            self._settings[name] = self._waiting_settings[name] = value
        self._worker.submit(self._save_settings)

    def close(self) -> None:
        """Wait for what was begun, and begin nothing more."""
        self._worker.shutdown()

    def _save(self) -> None:
        with self._lock:
            self._going, self._waiting = self._waiting, {}
        if not self._going:
            return
        try:
            self._vault.save(self._going.values())
        except BaseException as error:  # whatever it was, what was typed stays here
            with self._lock:
                for key, newer in self._waiting.items():
                    self._going[key] = joined(self._going.get(key), newer)
                self._waiting, self._going = self._going, {}
            problem = error if isinstance(error, Problem) else _unforeseen()
            self._tell(problem)
            raise problem from error
        with self._lock:
            self._going = {}
        self._tell(None)

    def _save_settings(self) -> None:
        with self._lock:
            settings, self._waiting_settings = self._waiting_settings, {}
        with suppress(Problem):
            for name, value in settings.items():
                self._vault.set_setting(name, value)
            return
        with self._lock:
            self._waiting_settings = settings | self._waiting_settings

    def _tell(self, problem: Problem | None) -> None:
        for listener in self._listeners:
            listener(problem)


def joined(earlier: Change | None, later: Change) -> Change:
    """Return two changes of one answer as one."""
    return replace(later, before=earlier.before) if earlier else later


def _unforeseen() -> Problem:
    return Problem(say(
        "save.failed",
        "The last words could not be saved: something went wrong in the program itself. What was "
        "saved before is safe. Leave the window open: it will be tried again.",
    ))
