"""What came of a packet while the person was elsewhere, said at the foot of every other page."""

from __future__ import annotations

from pristan.case import Saying, say
from pristan.ui.notice import Notice
from pristan.ui.packet_said import FAILED
from pristan.ui.packet_work import PacketWork
from pristan.ui.style import Look
from pristan.words import Words


class PacketNews(Notice):
    """Is there until the packet's page was shown, or until it is hidden; ``pressed`` goes there."""

    def __init__(self, work: PacketWork, words: Words, look: Look) -> None:
        super().__init__("packet", words("ui.packet.news_show", "Show the packet"), words, look)
        self._work, self._words = work, words
        self.closed.connect(work.seen)
        work.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what has ended and was not seen."""
        if said := news(self._work):
            self.say(self._words.say(said), True)
        else:
            self.hide()


def news(work: PacketWork) -> Saying | None:
    """Return what is to be said of work that ended while nobody looked; None where nothing is."""
    if not work.unseen:
        return None
    if not work.failed:
        return _well(work)
    if work.said is None or work.said in FAILED.values():  # it says what failed
        return work.said
    if work.unseen == "writing":
        return say(
            "ui.packet.news_not_written", "The packet has not been written. {why}", why=work.said
        )
    if work.unseen == "editable":
        return say(
            "ui.packet.news_no_word", "The Word files have not been written. {why}", why=work.said
        )
    if work.unseen == "ahead":
        return say(
            "ui.packet.news_no_pages", "The pages of the packet have not been made. {why}",
            why=work.said,
        )  # fmt: skip
    return say(
        "ui.packet.news_no_check", "The packet has not been checked. {why}", why=work.said
    )


def _well(work: PacketWork) -> Saying | None:
    """Return what is said of work that came to its end, whatever it found."""
    if work.unseen == "writing" and work.report:
        if not work.report.proved:
            return say(
                "ui.packet.news_not_proved",
                "The packet has been written, but the check found something. Do not file it.",
            )
        if not work.report.complete:
            return say(
                "ui.packet.news_lacking",
                "The packet has been written, but it is not done yet: a file could not be "
                "printed, or not all of it.",
            )
        return say("ui.packet.news_written", "The packet has been written and checked.")
    if work.unseen == "ahead":
        if work.preview:
            return say("ui.packet.news_pages", "The pages of the packet can be looked at now.")
        return say(
            "ui.packet.news_passed",
            "The pages of the packet were made, and then something in the case changed. They have "
            "to be made again.",
        )
    if work.unseen == "checking":
        if work.faults:
            return say(
                "ui.packet.news_faults", "The packet was checked again: the check found something."
            )
        return say(
            "ui.packet.news_checked",
            "The packet was checked again: its files are as they were written.",
        )
    return work.said
