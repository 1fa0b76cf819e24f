"""What is known about one person's case: plain frozen values, nothing but the standard library."""

from pristan.case.answers import KEEPS_VALUE, Answer, Answers, Change, Key, State
from pristan.case.dates import Anchor, Kind, Point, Remembered, Season, Side, Unit
from pristan.case.saying import Problem, Saying, say
from pristan.case.text import clean, language_of
from pristan.case.values import (
    Address,
    Article,
    Box,
    Items,
    Links,
    Name,
    Sheet,
    Sheets,
    Spelling,
    Told,
    Value,
    cleaned,
    dump,
    is_empty,
    load,
)

__all__ = [
    "KEEPS_VALUE",
    "Address",
    "Anchor",
    "Answer",
    "Answers",
    "Article",
    "Box",
    "Change",
    "Items",
    "Key",
    "Kind",
    "Links",
    "Name",
    "Point",
    "Problem",
    "Remembered",
    "Saying",
    "Season",
    "Sheet",
    "Sheets",
    "Side",
    "Spelling",
    "State",
    "Told",
    "Unit",
    "Value",
    "clean",
    "cleaned",
    "dump",
    "is_empty",
    "language_of",
    "load",
    "say",
]
