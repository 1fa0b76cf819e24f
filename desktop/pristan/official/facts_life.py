"""The applicant on Form I-589: Part A.I, and the homes, schools, work and entries of Part A.III."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pristan.case import Address, Key, Kind, Remembered, Value
from pristan.official.facts_people import name_facts, spellings
from pristan.official.facts_place import columns, one_line, same_place
from pristan.official.facts_source import Source, part_of
from pristan.official.facts_value import Fact, Row, Why, joined, prefixed
from pristan.review.gaps import years_before

_YEARS = 5  # Form I-589, A.III 2 and 4: "during the past 5 years"
_PRESENT = "Present"

# The form's words where its column wants less than the interview's answer says.
STATUS: Mapping[str, str] = {
    "parole": "Parole",
    "visitor": "Visitor",
    "student": "Student",
    "none": "None",
}
SCHOOL: Mapping[str, str] = {"other": "Other"}
WITHOUT_EMPLOYER: Mapping[str, str] = {
    "unemployed": "Unemployed",
    "student": "Student",
    "home": "Homemaker",
    "detained": "In detention",
    "retired": "Retired",
    "other": "Not employed",
}


def applicant(source: Source) -> dict[str, Fact]:
    """Return the facts of Part A.I, and the name as Part D and the supplements repeat it."""
    text = source.text
    facts = {
        **name_facts(source, "full_name"),
        "native_alphabet_name": _native_name(source),
        "a_number": source.a_number("a_number"),
        "ssn": source.digits("ssn", "Social Security number", 9),
        "uscis_account": source.digits("uscis_account", "USCIS online account number", 12),
        "other_names": _other_names(source),
        **source.us_address("residence", "us_address"),
        **source.phone("residence.phone", "phone"),
        "mailing.in_care_of": text("mailing_care_of"),
        **source.us_address("mailing", "mailing_address"),
        **source.phone("mailing.phone", "mailing_phone"),
        **source.options("sex", "sex"),
        **source.options("marital_status", "marital_status"),
        "dob": source.date("birth_date", "Date of birth"),
        "birth_city, birth_country": joined(", ", (text("birth_city"), text("birth_country"))),
        "nationality": _nationality(source),
        "nationality_at_birth": text("citizenship_at_birth"),
        "ethnicity": text("ethnic_group"),
        "religion": text("religion"),
        **source.options("court_status", "court_status"),
        "last_left_country": source.date("left_russia_date", "Date of last leaving"),
        "i94_number": source.i94("i94_number"),
        "passport.country": text("passport_country"),
        "passport.number": source.document("passport_number"),
        "passport.expires": source.date("passport_expires", "Expiration date"),
        "travel_document.number": source.document("travel_document_number"),
        "native_language": _native_language(source),
        **source.yes_no("fluent_english", "speaks_english"),
        "other_languages": text("other_languages"),
    }
    return prefixed("applicant.", facts)


def entries(source: Source) -> list[Row]:
    """Return the last entry into the United States and the earlier ones, latest first."""
    status = source.value("entry_status")
    status_fact = (
        source.text("entry_status_other")
        if status == "other"
        else _shortened(source.text("entry_status"), status, STATUS)
    )
    last = {
        "date": source.date("entry_date", "Date of entry"),
        "place": source.text("entry_place"),
        "status": status_fact,
        "status_expires": source.date("i94_until", "Date status expires"),
    }
    earlier = _latest_first(source, source.items("earlier_entries"), "earlier_when")
    return [last, *(earlier_entry(source, item) for item in earlier)]


def earlier_entry(source: Source, item: str) -> Row:
    """Return the facts about an earlier visit."""
    return {
        "date": source.date("earlier_when", "Date of entry", item),
        "place": source.text("earlier_place", item),
        "status": source.text("earlier_status", item),
        "status_expires": Fact((Key("earlier_status", item),), why=Why.NOT_ASKED),
    }


def residences(source: Source) -> list[Row]:
    """Return the homes of the past five years, the present one first.

    The present one is the address in the United States, unless the list has it too.
    """
    items = _latest_first(source, source.items("residences"), "residence_to", "residence_from")
    now = next((item for item in items if same_place(source, item)), "")
    rows = [_present_home(source, now)]
    return rows + [
        residence(source, item)
        for item in items
        if item != now and _within(source, "residence_to", item)
    ]


def last_addresses(source: Source) -> list[Row]:
    """Return the last address before the United States and, where that is elsewhere, the last one
    in the country of citizenship (A.III 1)."""
    items = [
        (item, address.country)
        for item in _latest_first(
            source, source.items("residences"), "residence_to", "residence_from"
        )
        if isinstance(address := source.value("residence_address", item), Address)
        and address.country not in ("", "US")
    ]
    home = source.value("citizenship")
    chosen = [item for item, _ in items[:1]]
    if items and items[0][1] != home:
        chosen += [item for item, country in items if country == home][:1]
    return [residence(source, item) for item in chosen]


def residence(source: Source, item: str) -> Row:
    """Return the facts about an earlier home."""
    return {
        **columns(source, "residence_address", item),
        **_span(source, "residence_from", "residence_to", item),
    }


def schools(source: Source) -> list[Row]:
    """Return the schools, the latest first."""
    items = _latest_first(source, source.items("schools"), "school_to", "school_from")
    return [school(source, item) for item in items]


def school(source: Source, item: str) -> Row:
    """Return the facts about a school."""
    return {
        "name": source.text("school_name", item),
        "type": _shortened(
            source.text("school_type", item), source.value("school_type", item), SCHOOL
        ),
        "location": source.text("school_place", item),
        **_span(source, "school_from", "school_to", item),
    }


def jobs(source: Source) -> list[Row]:
    """Return work, other times and service of the past five years, the present one first."""
    times = [
        *(_Time(item, "job", source) for item in source.items("jobs")),
        *(_Time(item, "service", source) for item in source.items("service")),
    ]
    return [
        job(source, time.item) if time.kind == "job" else _service(source, time.item)
        for time in sorted(times, key=lambda time: time.end, reverse=True)
        if time.now or _within(source, f"{time.kind}_to", time.item)
    ]


def job(source: Source, item: str) -> Row:
    """Return the facts about a time of work, or of what was instead of it."""
    kind = source.value("job_kind", item)
    if isinstance(kind, str) and kind in WITHOUT_EMPLOYER:
        keys = (Key("job_kind", item),)
        what = Fact(keys, WITHOUT_EMPLOYER[kind])
        occupation = Fact(keys, why=Why.NO_PART)
    else:
        where = one_line(source, "job_address", item)
        employer = source.text("job_employer", item)
        if kind == "self_employed":
            employer = Fact((Key("job_kind", item),), "Self-employed")
        what = joined(", ", (employer, where))
        occupation = source.text("job_occupation", item)
    span = _span(source, "job_from", "job_to", item)
    if source.value("job_now", item) is True:
        span["from"] = _begun(source, "job_from", item)
        span["to"] = Fact((Key("job_now", item),), _PRESENT)
    return {"employer_and_address": what, "occupation": occupation, **span}


def any_job(source: Source) -> Row:
    """Return the facts about work or service, all of them empty."""
    served = tuple(key for fact in _service(source, "").values() for key in fact.keys)
    row = job(source, "")
    asked = (Key("job_employer"), Key("job_address"), Key("job_occupation"), *served)
    return {name: replace(fact, beside=asked) for name, fact in row.items()}


def _service(source: Source, item: str) -> Row:
    return {
        "employer_and_address": joined(
            ", ", (source.text("service_branch", item), source.text("service_place", item))
        ),
        "occupation": source.text("service_role", item),
        **_span(source, "service_from", "service_to", item),
    }


# ---- Part A.I ----------------------------------------------------------------------------------


def _native_name(source: Source) -> Fact:
    keys = (Key("full_name"),)

    def say(value: Value) -> Fact:
        native = getattr(value, "native", "").strip()
        return Fact(keys, native) if native else Fact(keys, why=Why.UNANSWERED)

    return source.fact("full_name", "", say)


def _other_names(source: Source) -> Fact:
    """Every other name and spelling; "None" where the person said that there is none."""
    called = [(Key("full_name"), spellings(source, "full_name"))]
    names: list[Fact] = []
    for item in source.items("other_names_list"):
        name = name_facts(source, "other_name", item)
        names.append(name["first_name, middle_name, last_name"])
        called.append((Key("other_name", item), spellings(source, "other_name", item)))
    names[:0] = [part_of((key,), text) for key, texts in called for text in texts]
    asked = source.value("other_names")
    if asked is True and not source.items("other_names_list"):
        names.append(replace(source.empty("other_names_list"), text=""))
    if any(name.text or name.needs_english for name in names):
        return joined(", ", names)
    if asked is False:
        return Fact((Key("other_names"),), "None")
    return source.empty("other_names" if asked is None else "other_names_list")


def _nationality(source: Source) -> Fact:
    fact = source.text("citizenship")
    others = source.text("citizenship_others")
    if others.needs_english:
        return replace(others, keys=(*others.keys, *fact.keys))
    supplement = f"Other citizenship: {others.text}." if others.text else ""
    keys = (*fact.keys, *others.keys) if supplement or others.missing else fact.keys
    return replace(fact, keys=keys, supplement=supplement, open=others.missing)


def _native_language(source: Source) -> Fact:
    if source.value("native_language") == "other":
        return source.text("native_language_other")
    return source.text("native_language")


def _shortened(fact: Fact, value: Value, words: Mapping[str, str]) -> Fact:
    short = words.get(value) if isinstance(value, str) else None
    return replace(fact, text=short) if short else fact


def _present_home(source: Source, listed: str) -> Row:
    row = residence(source, listed) if listed else columns(source, "us_address", "")
    since = _begun(source, "us_address_since", "")
    if listed and since.why is not None:
        since = row["from"]
    here = source.fact("us_address", "", lambda _: Fact((Key("us_address"),), _PRESENT))
    return {**row, "from": since, "to": here}


# ---- times -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Time:
    """A time in a list, to be put in order."""

    item: str
    kind: str  # job or service
    source: Source

    @property
    def now(self) -> bool:
        return self.kind == "job" and self.source.value("job_now", self.item) is True

    @property
    def end(self) -> date:
        if self.now:
            return date.max
        return _end(self.source, self.item, f"{self.kind}_to", f"{self.kind}_from")


def _span(source: Source, first: str, last: str, item: str) -> dict[str, Fact]:
    """A time as month and year; one answer "from … to …" gives both ends."""
    ends = source.date(last, "To", item, day=False, end=True)
    until = source.when(last, item)
    if until is None and _lasted(source.when(first, item)):
        begins = source.date(first, "From", item, day=False)
        return {"from": begins, "to": source.date(first, "To", item, day=False, end=True)}
    if _lasted(until):
        ends = source.lasting(ends, last, "To", item)
    return {"from": _begun(source, first, item), "to": ends}


def _begun(source: Source, question: str, item: str) -> Fact:
    """The beginning of a time whose end is another answer's; all of it in words where it has an
    end of its own."""
    fact = source.date(question, "From", item, day=False)
    lasted = _lasted(source.when(question, item))
    return source.lasting(fact, question, "From", item) if lasted else fact


def _lasted(when: Remembered | None) -> bool:
    return when is not None and when.kind is Kind.FROM_TO


def _latest_first(source: Source, items: Iterable[str], *questions: str) -> list[str]:
    """Items by their end, latest first; those without a date stay last, as they were entered."""
    return sorted(items, key=lambda item: _end(source, item, *questions), reverse=True)


def _end(source: Source, item: str, *questions: str) -> date:
    for question in questions:
        value = source.when(question, item)
        if value is not None:
            first, last = value.interval()
            if value.kind is Kind.FROM_TO and last is None:
                return date.max
            if last or first:
                return last or first or date.min
    return date.min


def _within(source: Source, question: str, item: str) -> bool:
    """Whether a time may reach into the past five years: only a certain end leaves it out."""
    value = source.when(question, item)
    if value is None:
        return True
    last = value.interval()[1]
    return last is None or last >= years_before(source.today, _YEARS)
