"""A small interview and a small case of an invented person, for the tests of the packet."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pikepdf
import yaml
from pikepdf import Array, Dictionary, Name

from pristan.case import Answers, reviewed
from pristan.content import content_dir
from pristan.packet.plan import Plan, plan
from pristan.packet.profiles import Profile
from pristan.packet.source import Source
from pristan.questions import Questionnaire, read_questionnaire
from pristan.questions.lists import read_countries
from pristan.questions.plain import read_answers
from pristan.review.translation import FILES
from pristan.words import Words

HERE: Final = Path(__file__).parent
ALL_DOCUMENTS: Final = (
    "cover", "index", "declaration", "certificate_of_interpretation", "declaration_ru",
    "declaration_two_columns", "exhibits",
)  # fmt: skip
LAWYER: Final = Profile("lawyer", ALL_DOCUMENTS, always_draft=True, annotated_index=True)
COURT: Final = Profile("court", ALL_DOCUMENTS, always_draft=False, annotated_index=False)


@dataclass(frozen=True)
class File:
    """A kept file that exists only in the plan."""

    id: str
    name: str
    sha256: str


@cache
def questionnaire() -> Questionnaire:
    """Read the small interview."""
    with TemporaryDirectory() as folder:
        text = (HERE / "interview.yaml").read_text(encoding="utf-8")
        for number, section in enumerate(yaml.safe_load_all(text), start=10):
            file = Path(folder) / f"{number}.yaml"
            file.write_text(json.dumps(section, ensure_ascii=False), encoding="utf-8")
        return read_questionnaire(Path(folder))


def plain_case() -> dict[str, Any]:
    """Return the answers of the small case, to be changed by a test."""
    loaded = yaml.safe_load((HERE / "case.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def whole_case() -> dict[str, Any]:
    """Return the small case with every gap filled."""
    case = plain_case()
    case["incidents"][1]["incident_next"]["english"] = "I came back home."
    certified = {
        "exhibit_translation": "checked",
        "exhibit_translation_files": ["english.pdf"],
        "exhibit_certificate": "together",
    }
    case["evidence"][0] |= certified
    case["evidence"][2] |= certified | {"exhibit_files": ["letter.pdf"]}
    case["evidence"][2]["exhibit_title"]["english"] = "Letter"
    return case


def answers_of(plain: Mapping[str, Any]) -> Answers:
    """Return the answers of a hand-written case; a file's id is its name."""
    return Answers(read_answers(questionnaire(), plain, lambda name: name))


def source_of(plain: Mapping[str, Any] | None = None, *, sample: bool = False) -> Source:
    """Return a case as the packet reads it."""
    case = plain_case() if plain is None else plain
    names = [
        name
        for each in case.get("evidence", ())
        for question in FILES
        for name in each.get(question, ())
    ]
    files = {name: File(name, name, hashlib.sha256(name.encode()).hexdigest()) for name in names}
    answers = answers_of(case)
    return Source(
        questionnaire(),
        answers,
        files,
        read_countries(content_dir("forms")),
        Words(),
        Words(code="ru"),
        sample,
        reviewed.digest(answers) if case.get("lawyer_reviewed") is True else None,
    )


def plan_of(
    plain: Mapping[str, Any] | None = None, profile: Profile = LAWYER, *, sample: bool = False
) -> Plan:
    """Return the plan of a case."""
    return plan(source_of(plain, sample=sample), profile)


def with_exhibits(count: int, **facts: Any) -> dict[str, Any]:
    """Return the small case with *count* exhibits, numbered in their titles."""
    case = plain_case()
    for event in case["incidents"]:
        event.pop("incident_exhibits", None)
    del case["cases"]
    case["evidence"] = [
        {
            "exhibit_title": {"text": f"Бумага {n}", "english": f"Paper number {n}"},
            "exhibit_files": [f"{n}.pdf"],
            "exhibit_language": "ru",
            "exhibit_translation": "checked",
        }
        | facts
        for n in range(1, count + 1)
    ]
    return case


def paper(
    *sizes: tuple[float, float], rotate: int = 0, drawing: bytes = b"", crop: Sequence[float] = ()
) -> bytes:
    """Return a PDF of pages of these sizes, drawn on with *drawing* (the whole page in gray)."""
    pdf = pikepdf.new()
    for width, height in sizes:
        ink = drawing or f"0.6 g 0 0 {width} {height} re f".encode()
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, width, height]),
            Resources=Dictionary(),
            Contents=pdf.make_stream(ink),
        )
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = Array(list(crop))
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


A4: Final = (595.0, 842.0)
