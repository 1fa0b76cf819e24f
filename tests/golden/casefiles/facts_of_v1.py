"""What the first golden case file holds. Invented; never changed, like the file itself."""

from __future__ import annotations

from pristan.case import (
    Address,
    Answer,
    Article,
    Change,
    Items,
    Key,
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

PASSPHRASE = "образец файла первой версии"
RECOVERY_CODE = "SFR71C-GKK628-3Z8C86-SQWPES-MWGS55-PC86GK-AAEA9E-V07Z8R-3X9G4Y"
CASE_ID = "77e5a6f076d94d9c8704fff0c3ca14f8"
GENERATION = 11
PAPER_NAME = "справка об освобождении.txt"
PAPER = "ОБРАЗЕЦ. Вымышленная справка. SAMPLE, invented.\n".encode() * 500
SETTINGS = {"language": "ru", "place": "identity"}

GIVEN: dict[Key, Value] = {
    Key("identity.name"): Name(
        "Примеров", "Иван", "Сергеевич", "PRIMEROV", "IVAN", "", (Spelling("Primerow", "visa"),)
    ),
    Key("identity.born"): Remembered(Kind.ON, Point(1990, 5, 8), words="8 мая 1990"),
    Key("identity.address"): Address(
        "ул. Образцовая, д. 1", "2", "Тверь", "Тверская область", "170000", "RU",
        "1 Obraztsovaya St., Apt. 2, Tver",
    ),
    Key("identity.married"): True,
    Key("identity.abroad"): False,
    Key("identity.children"): 0,
    Key("identity.languages"): ("ru", "en"),
    Key("incident"): Items(("i1", "i2")),
    Key("incident.when", "i1"): Remembered(
        Kind.BETWEEN, Point(2022, 3), Point(2022, season=Season.SUMMER), "весной или летом 2022"
    ),
    Key("incident.when", "i2"): Remembered(Kind.IN_WORDS, words="вскоре после обыска"),
    Key("incident.story", "i1"): Told(
        "Меня остановили у входа.\n«Документы», — сказал один.", "ru",
        "I was stopped at the entrance.\n“Papers,” one of them said.",
        "OBRAZTSOVA Anna", "TESTOV Petr",
    ),
    Key("incident.story", "i2"): Told("", "ru"),
    Key("incident.exhibits", "i1"): Links(("e1", "e2")),
    Key("case.articles"): (Article("UK", "207.3", "2", "д"), Article("KoAP", "20.3.3", "1")),
    Key("case.number"): "1220200000000000 / «дело №1»",
}  # fmt: skip
STATES: dict[Key, Answer] = {
    Key("entry.i94"): Answer(Key("entry.i94"), None, State.UNKNOWN),
    Key("entry.route"): Answer(Key("entry.route"), "через две ст", State.LATER),
    Key("harm.body"): Answer(Key("harm.body"), None, State.IN_PERSON),
    Key("harm.mind"): Answer(Key("harm.mind"), None, State.DECLINED),
    Key("identity.spouse"): Answer(Key("identity.spouse"), None, State.NOT_APPLICABLE),
}

_CITY = Key("identity.city")
CITY = [
    Answer(_CITY, "Твер"),
    Answer(_CITY, "Тверь"),
    Answer(_CITY, None, State.DECLINED),
]

SAVINGS: list[list[Change]] = [
    [Change(key, None, Answer(key, value)) for key, value in GIVEN.items()],
    [Change(key, None, answer) for key, answer in STATES.items()],
    [Change(_CITY, None, CITY[0])],
    [Change(_CITY, CITY[0], CITY[1])],
]
"""Four savings; then come the paper, the settings, and the second session's :data:`LAST`."""

LAST = [Change(_CITY, CITY[1], CITY[2])]
