"""What is known about one person's case: plain frozen values, nothing but the standard library."""

from pristan.case.answers import KEEPS_VALUE, Answer, Answers, Change, Key, State
from pristan.case.dates import Kind, Point, Remembered, Season
from pristan.case.saying import Problem, Saying, say
from pristan.case.text import clean, language_of
from pristan.case.values import (
    Address,
    Article,
    Items,
    Links,
    Name,
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
    "Answer",
    "Answers",
    "Article",
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
    "Spelling",
    "State",
    "Told",
    "Value",
    "clean",
    "cleaned",
    "dump",
    "is_empty",
    "language_of",
    "load",
    "say",
]
