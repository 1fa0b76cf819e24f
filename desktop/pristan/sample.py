"""The sample case: an invented person, invented papers, made through the Desk like any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import yaml

from pristan.confine.cell import Cell, Limits
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.evidence import Evidence, open_evidence
from pristan.questions import read_questionnaire
from pristan.vault import SHIPPED, Profile, Vault

_LIMITS = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=90, reply_blobs=1)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# file name, the page it is drawn from, how it is kept, width of the picture in pixels
_PAPERS: tuple[tuple[str, str, Literal["pdf", "jpeg", "png", "page"], int], ...] = (
    ("01-passport.jpg", "passport", "jpeg", 1050),
    ("01-passport-translation.pdf", "translation", "pdf", 0),
    ("02-decision-to-open-case.pdf", "decision", "pdf", 0),
    ("03-search-record.pdf", "search", "pdf", 0),
    ("04-administrative-ruling.pdf", "ruling", "pdf", 0),
    ("05-rosfinmonitoring-page.html", "saved_list", "page", 0),
    ("05-rosfinmonitoring-page.pdf", "rosfinmonitoring", "pdf", 0),
    ("06-wanted-card.png", "wanted", "png", 1400),
    ("07-bank-letter.pdf", "bank", "pdf", 0),
    ("08-photo-of-the-door.jpg", "door", "jpeg", 1500),
)
_ON_ITS_SIDE = 6  # what a telephone writes when it was held upright (EXIF 2.32, 4.6.4, orientation)


def make_sample(path: Path, passphrase: str, profiles: Collection[Profile] = SHIPPED) -> Desk:
    """Create the sample case at *path* and return its desk, everything saved.

    Raises Problem where the case file cannot be made.
    """
    forms = content_dir("forms")
    questionnaire = read_questionnaire(forms / "interview")
    plain = yaml.load((forms / "sample" / "answers.yaml").read_text(encoding="utf-8"), _Loader)
    vault = Vault.create(path, passphrase, profiles=profiles, sample=True)
    with _gone_on_failure(vault):
        kept = {name: vault.attach(name, [paper]).id for name, paper in sample_papers()}
        desk = Desk(vault, questionnaire)
        desk.take_plain(plain, kept.__getitem__)
        return desk


def sample_papers() -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the invented papers; every page says that it is invented."""
    with Cell("packet", _LIMITS) as press, open_evidence() as evidence:
        for name, page, kind, width in _PAPERS:
            if kind == "page":
                yield name, (content_dir("templates") / "sample" / f"{page}.html").read_bytes()
                continue
            pdf = press.ask({"do": "specimen", "page": page}).blobs[0]
            yield name, pdf if kind == "pdf" else _picture(evidence, pdf, kind, width, page)


def _picture(
    evidence: Evidence, pdf: bytes, kind: Literal["jpeg", "png"], width: int, page: str
) -> bytes:
    drawn = evidence.preview(pdf, 1, width, kind).data
    return _turned(drawn) if page == "passport" else drawn


def _turned(jpeg: bytes) -> bytes:
    """Say in a JPEG that it lies on its side, as a telephone does."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + bytes((0, _ON_ITS_SIDE, 0, 0))
    exif = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + bytes(4)
    return jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]


@contextmanager
def _gone_on_failure(vault: Vault) -> Iterator[None]:
    try:
        yield
    except BaseException:
        vault.close()
        vault.path.unlink()
        raise
