"""The family on Form I-589: spouse, children, parents, brothers and sisters, each entered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pristan.case import Key, Name, Value
from pristan.official.facts_source import Source, part_of
from pristan.official.facts_value import Fact, Gap, Row, Why, joined, prefixed

# What "how may the papers name this person" leaves of a name; the lawyer settles the rest.
WITHHELD: Mapping[str, Why] = {"unnamed": Why.DECLINED, "ask_me": Why.IN_PERSON}


def family(source: Source) -> dict[str, Fact]:
    """Return the facts about spouse and parents, and how many children there are."""
    return {
        **_spouse(source),
        **_children_count(source),
        **prefixed("background.mother.", _relative(source, *_parent(source, "mother"))),
        **prefixed("background.father.", _relative(source, *_parent(source, "father"))),
    }


def children(source: Source) -> list[Row]:
    """Return a row for every child, in the order in which they were entered."""
    return [child(source, item) for item in _related(source, "child")]


def child(source: Source, item: str) -> Row:
    """Return the facts about a child; with no item, the same facts, all of them empty."""
    return {
        **_person(source, item),
        "marital_status": source.text("person_marital_status", item),
    }


def siblings(source: Source) -> list[Row]:
    """Return a row for every brother and sister; one that says "None" where there are none."""
    items = _related(source, "sibling")
    if items:
        rows = [dict(sibling(source, item)) for item in items]
        if source.value("has_siblings") is False:
            gap = Gap(Why.CONFLICT, (Key("has_siblings"), Key("person_relation", items[0])))
            rows[0]["name"] = replace(rows[0]["name"], open=(*rows[0]["name"].open, gap))
        return list(rows)
    missing = replace(source.empty("has_siblings"), text="")
    if source.value("has_siblings") is False:
        missing = replace(missing, why=Why.NO_PART)
    row = dict.fromkeys(sibling(source, ""), missing)
    if missing.why is Why.NO_PART:
        row["name"] = replace(missing, text="None", why=None)
    return [row]


def sibling(source: Source, item: str) -> Row:
    """Return the facts about a brother or sister."""
    return _relative(source, item, source.empty("person_name", item))


def name_facts(source: Source, question: str, item: str = "") -> dict[str, Fact]:
    """Return a name in the three boxes of the form and, joined, in one."""
    first, middle, last = (
        _name_part(source, question, item, latin, own)
        for latin, own in (
            ("latin_given", "given"),
            ("latin_middle", ""),  # a patronymic is no middle name: the passport has none
            ("latin_family", "family"),
        )
    )
    last = replace(last, unsaid=spellings(source, question, item))
    return {
        "first_name": first,
        "middle_name": middle,
        "last_name": last,
        "first_name, middle_name, last_name": joined(" ", (first, middle, last)),
    }


def spellings(source: Source, question: str, item: str = "") -> tuple[str, ...]:
    """Return the other spellings of a name."""
    others = getattr(source.value(question, item), "others", ())
    return tuple(text for each in others if (text := each.text.strip()))


def _name_part(source: Source, question: str, item: str, latin: str, own: str) -> Fact:
    keys = (Key(question, item),)

    def say(value: Value) -> Fact:
        assert isinstance(value, Name)
        text = getattr(value, latin).strip()
        return part_of(keys, text or (getattr(value, own).strip() if own else ""))

    return source.fact(question, item, say)


def _person_name(source: Source, item: str) -> dict[str, Fact]:
    """A name as far as the person who entered it lets the papers name it."""
    facts = name_facts(source, "person_name", item)
    safe = source.value("person_safe", item)
    if isinstance(safe, str) and safe in WITHHELD:
        keys = (Key("person_safe", item), Key("person_name", item))
        withheld = Fact(keys, why=WITHHELD[safe])
        return dict.fromkeys(facts, withheld)
    if safe == "initials":
        gap = Gap(Why.INITIALS, (Key("person_safe", item), Key("person_name", item)))
        return {name: _initials(fact, gap) for name, fact in facts.items()}
    return facts


def _initials(fact: Fact, gap: Gap) -> Fact:
    if fact.why is not None:
        return fact
    text = " ".join(f"{part[0]}." for part in fact.text.split())
    return replace(fact, text=text, open=(*fact.open, gap))


def _related(source: Source, relation: str) -> list[str]:
    return [
        item for item in source.items("people") if source.value("person_relation", item) == relation
    ]


def _spouse(source: Source) -> dict[str, Fact]:
    married = source.value("marital_status")
    none = source.tick("marital_status", "married")
    if none.ticked is not None:
        none = replace(none, ticked=not none.ticked)
    item = _spouse_item(source) if married == "married" else ""
    row = {
        **_person(source, item),
        "other_names": _also_called(source, item),
        "marriage_date": source.date("spouse_married", "Date of marriage"),
        "marriage_place": source.text("spouse_married_place"),
        "previous_arrival": source.date(
            "person_previous_arrival", "Date of previous arrival", item
        ),
    }
    if not item and married == "married":
        # Married, but nobody is entered: that is what must be answered first
        row = {name: _unless_asked(source, fact) for name, fact in row.items()}
    return {"spouse is none": none, **prefixed("spouse.", row)}


def _also_called(source: Source, item: str) -> Fact:
    said = source.text("person_other_names", item)
    key = Key("person_name", item)
    others = [part_of((key,), text) for text in spellings(source, "person_name", item)]
    withheld = source.value("person_safe", item) in (*WITHHELD, "initials")
    return said if withheld or not others else joined(", ", (said, *others))


def _unless_asked(source: Source, fact: Fact) -> Fact:
    return source.empty("spouse") if fact.why is Why.NOT_ASKED else fact


def _spouse_item(source: Source) -> str:
    named = source.link("spouse")
    related = _related(source, "spouse")
    return named or (related[0] if len(related) == 1 else "")


def _children_count(source: Source) -> dict[str, Fact]:
    number = len(_related(source, "child"))
    said = source.value("has_children")
    keys = (Key("has_children"), Key("people"))
    if said is None or (said is True and not number):
        asked = keys if said is None else keys[::-1]  # the child that is not entered yet
        empty = replace(source.empty("has_children"), keys=asked, text="")
        counted = none = some = replace(empty, why=empty.why or Why.UNANSWERED)
        if said is True:
            some = Fact(keys, ticked=True)
            none = Fact(keys, ticked=False)
    elif said is False and number:
        counted = none = some = Fact(keys, why=Why.CONFLICT)
    else:
        counted = Fact(keys, str(number)) if number else Fact(keys, why=Why.NO_PART)
        none, some = Fact(keys, ticked=number == 0), Fact(keys, ticked=number > 0)
    return {"children.count": counted, "children.count == 0": none, "children.count > 0": some}


def _person(source: Source, item: str) -> dict[str, Fact]:
    """What the form asks alike about a spouse and a child."""
    return {
        **_person_name(source, item),
        "a_number": source.a_number("person_a_number", item),
        "passport_number": source.document("person_passport", item),
        "ssn": source.digits("person_ssn", "Social Security number", 9, item),
        "dob": source.date("person_birth_date", "Date of birth", item),
        "birth_city, birth_country": _birth_place(source, item),
        "nationality": source.text("person_citizenship", item),
        "ethnicity": source.text("person_ethnic_group", item),
        **source.options("sex", "person_sex", item),
        **_in_us(source, item),
        "last_entry.place": source.text("person_entry_place", item),
        "last_entry.date": source.date("person_entry_date", "Date of last entry", item),
        "last_entry.status": source.text("person_entry_status", item),
        "i94_number": source.i94("person_i94", item),
        "current_status": source.text("person_current_status", item),
        "status_expires": source.date("person_status_until", "Expiration of authorized stay", item),
        **_in_court(source, item),
        **source.yes_no("include", "person_include", item),
    }


def _birth_place(source: Source, item: str) -> Fact:
    return joined(
        ", ",
        (source.text("person_birth_city", item), source.text("person_birth_country", item)),
    )


def _in_us(source: Source, item: str) -> dict[str, Fact]:
    dead = source.value("person_living", item) is False
    lives = (Key("person_city", item),)
    if dead:
        keys = (Key("person_living", item),)
        here, location = False, Fact(keys, "Deceased", beside=lives)
    else:
        keys = (Key("person_country", item),)
        country = source.value("person_country", item)
        if country is None:
            empty = replace(source.empty("person_country", item), beside=lives)
            ticks = dict.fromkeys(("in_us == true", "in_us == false"), empty.untexted)
            return {**ticks, "location": empty}
        here = country == "US"
        nowhere = Fact(keys, why=Why.NOT_ASKED, beside=lives)
        location = nowhere if here else _location(source, item)
    return {
        "in_us == true": Fact(keys, ticked=here),
        "in_us == false": Fact(keys, ticked=not here),
        "location": location,
    }


def _location(source: Source, item: str) -> Fact:
    return joined(", ", (source.text("person_city", item), source.text("person_country", item)))


def _in_court(source: Source, item: str) -> dict[str, Fact]:
    if source.value("person_has_case", item) is False:
        keys = (Key("person_has_case", item),)
        return {
            "in_court == true": Fact(keys, ticked=False),
            "in_court == false": Fact(keys, ticked=True),
        }
    return source.yes_no("in_court", "person_in_court", item)


def _parent(source: Source, which: str) -> tuple[str, Fact]:
    """The item of the mother or father, and what stands in for it where there is none."""
    parents = _related(source, "parent")
    for item in parents:
        if source.value("person_parent", item) == which:
            return item, source.empty("person_name", item)
    unclear = [item for item in parents if source.value("person_parent", item) is None]
    if unclear:
        return "", source.empty("person_parent", unclear[0])
    return "", Fact((Key("people"),), why=Why.UNANSWERED)


def _relative(source: Source, item: str, missing: Fact) -> Row:
    """What the form asks about parents, brothers and sisters: one line for each."""
    dead = source.value("person_living", item) is False
    lives = (Key("person_city", item), Key("person_country", item))
    row = {
        "name": _person_name(source, item)["first_name, middle_name, last_name"],
        "birth_place": _birth_place(source, item),
        "deceased == true": source.tick("person_living", False, item),
        "location": Fact((Key("person_living", item),), why=Why.NO_PART, beside=lives)
        if dead
        else _location(source, item),
    }
    return row if item else dict.fromkeys(row, missing)
