"""What keeps a saved page from being read, in words that say what to do."""

from __future__ import annotations

from pristan.case import say
from pristan.confine.refusals import Refused


class NoSavedPage(Refused):
    """The file holds no page: a PDF, a picture, or a file that a browser did not save."""

    def __init__(self) -> None:
        super().__init__(say(
            "registers.not_a_page",
            "This file is neither a saved web page nor a list. A name can be looked for in a page "
            "that was saved as a file (HTML or MHTML) and in a list that is a file of data (XML, "
            "XLSX, JSON, CSV, DBF); a PDF or a screenshot is kept as it is, and you can write down "
            "yourself what it says.",
        ))


class NoLatinName(Refused):
    """Interpol writes names in Latin letters only."""

    def __init__(self) -> None:
        super().__init__(say(
            "registers.no_latin",
            "Interpol writes names in Latin letters. Write your name as in your passport under "
            "“Your name” at the beginning, and come back.",
        ))


class TooLong(Refused):
    """A page that is many times longer than any register."""

    def __init__(self, most: int) -> None:
        super().__init__(say(
            "registers.too_long",
            "This page has more than {most} lines, which is longer than any known list. Check "
            "that it is the right file.",
            most=most,
        ))
