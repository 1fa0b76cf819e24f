"""No Russian stands in an English document unseen: it is named, and the packet stays a draft."""

from __future__ import annotations

import pytest

from pristan.case import Kind, Remembered, Told
from pristan.packet.cyrillic import left_in_russian
from pristan.packet.plan import plan
from unit.packet.cases import A4, COURT, paper, source_of, whole_case
from unit.packet.made import compose, html_of, page_texts


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>Обыск в доме</p>", ["Обыск в доме"]),
        ("<p>&#1054;быск</p>", ["Обыск"]),
        ("<p>&#1054;&#1073;</p>", ["Об"]),
        ('<p lang="ru">&#1054;&#1073;</p>', []),
        ('<p class="x" lang="ru" id="y">Обыск</p><p lang="ru">A</p>Да', ["Да"]),
        ("<p>Order No. 5 (приказ)</p>", []),
        ("<p>Art. 207, item “д” of the Code</p>", []),
        ("<p>“д”</p>", []),
        ('<p>A<span lang="ru">Обыск</span>b</p><p>Повестка</p>', ["Повестка"]),
        ('<p class="x told">Слава</p>', []),
        ('<div lang="ru"><p lang="en">Обыск</p>Да</div>', ["Обыск"]),
        ("<p>Да<br>Нет</p>", ["Да", "Нет"]),
        ('<div lang="ru"><svg><line x1="1"/></svg>Да</div>', []),
        (f"<p>{'Обыск ' * 40}</p>", [("Обыск " * 13).rstrip() + "…"]),
    ],
)
def test_only_what_should_be_english_is_named(page: str, left: list[str]) -> None:
    assert left_in_russian([page, page]) == left


def test_a_source_without_english_keeps_the_draft() -> None:
    case = whole_case()
    case["lawyer_reviewed"] = True
    for text, left in (({"text": "От соседа", "english": "From a neighbor"}, []),
                       ({"text": "От соседа"}, ["От соседа."])):  # fmt: skip
        case["evidence"][0]["exhibit_source"] = text
        planned = plan(source_of(case), COURT)
        assert not planned.draft
        papers = [[paper(A4)] for _ in planned.exhibits]
        _, layout, composer, _ = compose(planned, papers)
        found = left_in_russian(html_of(composer).values())
        assert [each.rstrip(".") for each in found] == [each.rstrip(".") for each in left]
        assert layout["gapped"] == bool(left)


def test_a_date_in_russian_words_is_a_gap_and_no_part_of_a_name() -> None:
    case = whole_case()
    words = {"words": "до лета"}
    case["evidence"][0]["exhibit_date"] = words
    source = source_of(case)
    item = source.answers.items("evidence")[0]
    assert source.answers.value("exhibit_date", item) == Remembered(Kind.IN_WORDS, words="до лета")
    planned = plan(source, COURT)
    assert any("its date is told in Russian words" in str(each) for each in planned.problems)
    packet, layout, *_ = compose(planned, [[paper(A4)] for _ in planned.exhibits])
    said = " ".join(" ".join(page_texts(packet)).split())
    assert layout["gapped"]
    assert "[date in words, English to be added]" in said
    assert "лета" not in said
    assert isinstance(source.answers.value("exhibit_title", item), Told)
