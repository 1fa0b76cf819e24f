"""Any value an answer may hold, made up by hypothesis."""

from datetime import date

from hypothesis import strategies as st

from pristan.case import (
    Address,
    Anchor,
    Article,
    Items,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Season,
    Sheet,
    Sheets,
    Side,
    Spelling,
    State,
    Told,
    Unit,
    Value,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
IDS = st.lists(st.sampled_from(["one", "two", "three", "four"]), unique=True, max_size=4).map(tuple)
DAYS = st.dates(date(1881, 1, 1), date(2199, 12, 31))
POINTS = st.one_of(
    DAYS.map(lambda day: Point(day.year)),
    DAYS.map(lambda day: Point(day.year, day.month)),
    DAYS.map(lambda day: Point(day.year, day.month, day.day)),
    st.builds(lambda day, season: Point(day.year, season=season), DAYS, st.sampled_from(Season)),
)
ONCE = st.sampled_from([Kind.ON, Kind.ABOUT, Kind.BEFORE, Kind.AFTER])
DATES = st.one_of(
    st.builds(Remembered, ONCE, POINTS, words=TEXT),
    st.builds(Remembered, st.just(Kind.FROM_TO), POINTS, st.none() | POINTS, TEXT),
    st.builds(Remembered, st.just(Kind.BETWEEN), POINTS, POINTS, TEXT),
    st.builds(Remembered, st.just(Kind.IN_WORDS), words=TEXT),
)


def is_in_order(when: Remembered) -> bool:
    """Whether a date does not end before it begins, as a slip of the hand may make it."""
    first, last = when.interval()
    return first is None or last is None or first <= last


IN_ORDER = DATES.filter(is_in_order)
SIDES = st.sampled_from([Side.BEFORE, Side.AFTER])
COUNTED = st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])


def anchored(
    questions: st.SearchStrategy[str], items: st.SearchStrategy[str]
) -> st.SearchStrategy[Remembered]:
    """Dates told by other events, as they are said: on, or about where something is counted."""
    counted = st.builds(Anchor, questions, items, SIDES, st.integers(1, 999), COUNTED)
    same = st.builds(Anchor, questions, items, st.just(Side.SAME))
    open_ = st.builds(
        Anchor, questions, items, SIDES, unit=st.sampled_from([None, Unit.SOON, Unit.AT_ONCE])
    )
    few = st.builds(Anchor, questions, items, SIDES, unit=COUNTED)
    return st.one_of(
        st.builds(
            Remembered, st.sampled_from([Kind.ON, Kind.ABOUT]), words=TEXT, anchor=counted | same
        ),
        st.builds(Remembered, st.just(Kind.ON), words=TEXT, anchor=open_),
        st.builds(Remembered, st.just(Kind.ABOUT), words=TEXT, anchor=few),
    )


NEAR, FAR = st.floats(0, 0.4), st.floats(0.5, 1)


def sheets(files: st.SearchStrategy[str]) -> st.SearchStrategy[Sheets]:
    """Pages of files in any order, turned, hidden and covered."""
    sheet = st.builds(
        Sheet, files, st.integers(1, 2000), st.sampled_from([0, 90, 180, 270]), st.booleans(),
        st.lists(st.tuples(NEAR, NEAR, FAR, FAR), max_size=2).map(tuple),
    )  # fmt: skip
    return st.lists(sheet, max_size=3).map(tuple).map(Sheets)


VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    TEXT,
    st.integers(-(2**53), 2**53),
    st.booleans(),
    st.lists(TEXT, max_size=3).map(tuple),
    st.lists(st.builds(Article, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    st.builds(Told, TEXT, TEXT, TEXT, TEXT, TEXT),
    st.builds(
        Name,
        *[TEXT] * 6,
        others=st.lists(st.builds(Spelling, TEXT, TEXT), max_size=2).map(tuple),
    ),
    st.builds(Address, *[TEXT] * 7),
    DATES,
    anchored(TEXT, TEXT),
    IDS.map(Items),
    IDS.map(Links),
    sheets(TEXT),
)
STATES = st.sampled_from(State)
