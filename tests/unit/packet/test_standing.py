"""What is said of many exhibits is said once."""

from __future__ import annotations

from pristan.case import Saying, say
from pristan.packet.standing import together


def test_exhibits_that_lack_the_same_letters_are_named_together() -> None:
    def lacks(label: str, fonts: str) -> Saying:
        return say("proof.exhibit_font", "Exhibit {label} lacks {fonts}.", label=label, fonts=fonts)

    blank = say("proof.nothing_drawn", "Exhibit {label}: nothing.", label="B", page=7)
    every = [
        lacks("A", "Helvetica"), blank, lacks("B", "Courier"), lacks("C", "Helvetica"),
        lacks("C", "Helvetica"),  # in the next part
    ]  # fmt: skip
    said = [str(each) for each in together(every)]
    assert said == [
        "Exhibits A, C: the letters of Helvetica are not in their files, so another machine may "
        "show them in others. Look at them before they are filed.",
        "Exhibit B: nothing.",
        "Exhibit B lacks Courier.",
    ]
