"""What is known about one person's case: plain frozen values, nothing but the standard library.

A sentence is there at once; the values are read when one is first asked for, because making them
takes as long as a quarter of the way to the first page, which says sentences and holds no case.
"""

from typing import TYPE_CHECKING

from pristan.case.saying import Called, Listed, Problem, Saying, say, short

if TYPE_CHECKING:
    from pristan.case.answers import KEEPS_VALUE, Answer, Answers, Change, Key, State
    from pristan.case.dates import Anchor, Kind, Point, Remembered, Season, Side, Unit
    from pristan.case.sheets import Box, Sheet, Sheets
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
else:

    def __getattr__(name: str) -> object:
        """Return a value or a function of the case (PEP 562)."""
        if name in __all__:
            from pristan.case import sheets

            if name in vars(sheets):  # all that a child for papers needs
                return vars(sheets)[name]
            from pristan.case import answers, dates, text, values

            for module in (answers, dates, text, values):
                if name in vars(module):
                    return vars(module)[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "KEEPS_VALUE",
    "Address",
    "Anchor",
    "Answer",
    "Answers",
    "Article",
    "Box",
    "Called",
    "Change",
    "Items",
    "Key",
    "Kind",
    "Links",
    "Listed",
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
    "short",
]
