"""Any value an answer may hold, made up by hypothesis."""

from datetime import date

from hypothesis import strategies as st

from pristan.case import (
    Address,
    Article,
    Items,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Season,
    Spelling,
    State,
    Told,
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
    IDS.map(Items),
    IDS.map(Links),
)
STATES = st.sampled_from(State)
