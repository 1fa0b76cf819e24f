"""Pages made to do harm: they cost a sentence or nothing, never the program, and mislead nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pristan.case import Name, Point, Problem
from pristan.evidence import LIMITS, Evidence, open_evidence
from pristan.evidence.registers.page import read_page
from pristan.evidence.registers.values import Sought
from unit.evidence.registers import made

IVAN = Sought((Name("Примеров", "Иван", "Сергеевич"),), Point(1985, 2, 1))
HARMFUL = {
    "deep": "<html>" + "<div>" * 100_000,
    "deep tables": "<html>" + "<table><tr><td>" * 20_000,
    "deep lists": "<html>" + "<ol><li>" * 20_000,
    "comments": "<html>" + "<!--" * 200_000,
    "openings": "<html>" + "<a " * 200_000,
    "one attribute": f'<html><p class="{"x " * 1_000_000}">',
    "one line": "<html><p>" + "ПРИМЕРОВ ИВАН " * 200_000,
    "brackets": "<html><p>ПРИМЕРОВ " + "(" * 500_000,
    "numbers": "<html><p>ПРИМЕРОВ ИВАН " + "1." * 300_000,
    "counters": "<html><ol start=999999999999999999>" + "<li value=99999999999>x" * 1000,
    "references": "<html><p>" + "&#xD800;&#0;&#x110000;&bogus;" * 10_000,
    "headers": "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    + "--x\r\n" * 100_000,
}


SHORT = replace(LIMITS, cpu_seconds=2, wall_seconds=4)  # what reads for ever is ended soon here


@pytest.fixture(scope="module")
def evidence() -> Iterator[Evidence]:
    with open_evidence(SHORT) as opened:
        yield opened


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_page_costs_a_sentence_at_most(evidence: Evidence, name: str) -> None:
    try:
        evidence.find(HARMFUL[name].encode(), IVAN)
    except Problem as problem:
        assert str(problem)
    assert evidence.find(made.wanted_card().encode(), IVAN).hits  # the room goes on


def test_nothing_that_misleads_a_reader_comes_through() -> None:
    page = read_page("<p>ПРИМЕРОВ &#x202E;НАВИ&#x202C;\x07 ИВАН&#8203;</p>")
    assert page.lines[0].text == "ПРИМЕРОВ НАВИ ИВАН\u200b"


def test_a_page_brings_no_markup_into_the_papers(evidence: Evidence) -> None:
    entry = "ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ, <b>01.02.1985</b> &lt;img src=x&gt; г.р. ;"
    page = made.layout_b([*made.people(3), entry]).encode()
    (hit,) = evidence.find(page, IVAN).hits
    assert hit.text == "ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ, 01.02.1985 <img src=x> г.р. ;"
    extract = evidence.extract(page, hit.text)
    facts = {"page": {"title": "", "is_data": False, "lines": [
        {"kind": line.kind, "text": line.text, "cells": [], "number": None, "marked": line.marked,
         "count": line.count} for line in extract.lines
    ], "omitted": False, "photo": False}, "about": []}  # fmt: skip
    assert evidence.leaf("register_page.html", "t", facts).pages == 1
