"""Facts of small invented cases, and how to look at them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from pristan.case import Answers
from pristan.official.facts import Fact, Facts, facts
from pristan.questions import Questionnaire, read_questionnaire
from pristan.questions.plain import read_answers

TODAY: Final = date(2026, 11, 22)


@cache
def questionnaire() -> Questionnaire:
    return read_questionnaire(Path(__file__).parents[3] / "forms" / "interview")


def case(written: str = "", **plain: Any) -> Facts:
    """Facts of a case, given as its answers or written as the YAML of an answers file."""
    asked = questionnaire()
    answers = read_answers(asked, yaml.safe_load(written), str) if written else []
    answers += read_answers(asked, plain, str)
    return facts(asked, Answers(answers), TODAY)


def fact(of: Facts, expr: str) -> Fact:
    found = of.get(expr)
    assert found is not None, expr
    return found


def text(of: Facts, expr: str) -> str:
    return fact(of, expr).text


def person(relation: str, given: str, **more: Any) -> dict[str, Any]:
    name = {"family": "ПРИМЕРОВА", "given": given, "latin_family": "PRIMEROVA",
            "latin_given": given.upper()}  # fmt: skip
    return {"person_name": name, "person_relation": relation, **more}


def home(city: str, country: str, first: Any, last: Any) -> dict[str, Any]:
    return {
        "residence_address": {"street": "1 Invented St.", "city": city, "country": country},
        "residence_from": first,
        "residence_to": last,
    }
