"""What can be wrong with a paper, in words that say what to do."""

from __future__ import annotations

from pristan.case import say
from pristan.confine.refusals import Refused


class AsksPassword(Refused):
    """An encrypted PDF that nothing opens but its password."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.asks_password",
            "This PDF asks for its password. Type it on the page of the interview where the "
            "file was added. Or open the PDF in another program, print it to a new PDF without a "
            "password, and add that.",
        ))


class WrongPassword(Refused):
    """A password was given, and it does not open the PDF."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.wrong_password",
            "This password does not open the PDF. Look at capital letters and at the keyboard "
            "layout, and type it again.",
        ))


class Unreadable(Refused):
    """A PDF or picture that its library cannot make sense of."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.unreadable",
            "This file is damaged or incomplete, so its pages cannot be shown. Open it where it "
            "came from, save or print it to a new PDF, and add that.",
        ))


class NoHeic(Refused):
    """A photo of an iPhone, where this system brings no reader for them."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.no_heic",
            "This photo is kept, but this computer has no reader for HEIC, the format of iPhones. "
            "Save the photo as JPEG, and add that too.",
        ))


class PlayedOnly(Refused):
    """A sound or video recording: kept, with no page."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.played_only",
            "A recording has no pages to print. It is kept as it is, and the list of exhibits "
            "says that it is supplied separately.",
        ))


class EveryPageHidden(Refused):
    """All pages of a file are marked as hidden, so there is nothing to make."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.every_page_hidden",
            "Every page of this file is hidden, so nothing of it is printed. Show at least one "
            "page, or take the file out of the exhibit.",
        ))


class NotPrintable(Refused):
    """A kind of file that is kept but has no pages yet."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.not_printable",
            "This kind of file is kept, but it cannot be printed yet. Save it as PDF, JPEG or "
            "PNG, and add that too.",
        ))


class NeedsOffice(Refused):
    """A document of an office program, and nothing here that could make its pages safely."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.needs_office",
            "This document is kept, but its pages cannot be made here. Open it in the program it "
            "was written in, save it as PDF, and add that too.",
        ))


class NoRecognition(Refused):
    """Tesseract or its words for Russian and English are not installed."""

    def __init__(self) -> None:
        super().__init__(say(
            "evidence.no_recognition",
            "Words on pictures cannot be read here: Tesseract with Russian and English is not "
            "installed. Everything else works without it.",
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
