"""What a lawyer's review stands for: the answers as they were on that day, told by a digest."""

from __future__ import annotations

import hashlib
import json

from pristan.case.answers import Answers, State
from pristan.case.values import dump, is_empty

QUESTION = "lawyer_reviewed"
SETTING = "reviewed"  # of the case file: the digest of what was reviewed last
_ABOUT_THE_REVIEW = frozenset({QUESTION, "lawyer_reviewed_date"})


def digest(answers: Answers) -> str:
    """Return what changes with any answer but those about the review itself (SHA-256, in hex).

    Files are among the answers by their ids, and a kept file never changes. An answer that was
    taken back to what it was gives back the same digest.
    """
    said = sorted(
        [answer.key.question, answer.key.item, answer.state.value, dump(answer.value)]
        for answer in answers.living()
        if answer.key.question not in _ABOUT_THE_REVIEW
        and not (answer.state is State.GIVEN and is_empty(answer.value))
    )
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def stands(answers: Answers, reviewed: str | None) -> bool:
    """Whether the lawyer has reviewed these very answers; *reviewed* is the digest that was kept.

    A yes without a digest was never given in this program, and stands for nothing.
    """
    return answers.value(QUESTION) is True and reviewed == digest(answers)
