"""What can be wrong with a paper, in words that say what to do."""

from __future__ import annotations

from pristan.case import say
from pristan.confine.refusals import Refused


class AsksPassword(Refused):
    """An encrypted PDF that nothing opens but its password."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.asks_password",
            "This PDF asks for its password. Open it with the password, print it to a new PDF "
            "without one, and add that.",
        ))


class Unreadable(Refused):
    """A PDF or picture that its library cannot make sense of."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.unreadable",
            "This file is damaged or incomplete, so its pages cannot be shown. Open it where it "
            "came from, save or print it to a new PDF, and add that.",
        ))


class NotPrintable(Refused):
    """A kind of file that is kept but has no pages yet."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.not_printable",
            "This kind of file is kept, but it cannot be printed yet. Save it as PDF, JPEG or "
            "PNG, and add that too.",
        ))


class NoPages(Refused):
    """A PDF without a page."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.no_pages",
            "There is no page in this PDF. Save or print it to PDF again, and add the new file.",
        ))


class NoSuchPage(Refused):
    """A page was asked for that the file does not have."""

    def __init__(self, page: int) -> None:
        super().__init__(say(
            "evidence.no_such_page", "There is no page {page} in this file.", page=page
        ))


class TooManyPages(Refused):
    """More pages than one exhibit can hold."""

    def __init__(self, most: int) -> None:
        super().__init__(say(
            "evidence.too_many_pages",
            "This PDF has more than {most} pages. Split it into several files, and add those.",
            most=most,
        ))


class PageTooLarge(Refused):
    """A page whose measures no printer and no viewer can follow."""

    def __init__(self, page: int) -> None:
        super().__init__(say(
            "evidence.page_too_large",
            "Page {page} of this PDF gives a size that cannot be printed. Print the file to a "
            "new PDF on Letter or A4 paper, and add that.",
            page=page,
        ))


class TooManyPixels(Refused):
    """A picture larger than any camera makes."""

    def __init__(self, most: int) -> None:
        super().__init__(say(
            "evidence.too_many_pixels",
            "This picture is larger than {most} million pixels. Save it smaller, and add that.",
            most=most,
        ))


class NeedsItsProgram(Refused):
    """An interactive form whose pages exist only inside one vendor's viewer (dynamic XFA)."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.needs_its_program",
            "This PDF is an interactive form that shows its pages only in Adobe Reader. Open it "
            "there, print it to a new PDF, and add that.",
        ))
