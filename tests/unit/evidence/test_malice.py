"""Sixty-nine acting papers, each in four disguises: nothing that acts reaches the packet."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from pristan.confine.refusals import Refused
from pristan.evidence import papers
from unit.evidence.hostile import paper, stream

SCRIPT = "<< /S /JavaScript /JS (app.alert\\('x'\\)) >>"
ACTIONS = {
    "script": SCRIPT,
    "launch": "<< /S /Launch /F (calc.exe) /Win << /F (cmd.exe) /P (/c) >> >>",
    "address": "<< /S /URI /URI (http://example.org/?who) >>",
    "submit": "<< /S /SubmitForm /F << /FS /URL /F (http://example.org) >> /Flags 4 >>",
    "import": "<< /S /ImportData /F (x.fdf) >>",
    "reset": "<< /S /ResetForm >>",
    "elsewhere": "<< /S /GoToR /F (\\\\\\\\host\\\\share\\\\a.pdf) /D [0 /Fit] >>",
    "inside": "<< /S /GoToE /T << /R /C /N (a) >> >>",
    "sound": "<< /S /Sound /Sound 20 0 R >>",
    "movie": "<< /S /Movie /T (a) >>",
    "rendition": "<< /S /Rendition /OP 0 /R << /S /MR /C << /S /MCD >> >> /JS (x) >>",
    "named": "<< /S /Named /N /Print >>",
    "hide": "<< /S /Hide /T (a) >>",
    "layers": "<< /S /SetOCGState /State [/ON] >>",
    "transition": "<< /S /Trans /Trans << /S /Fly >> >>",
    "3d": "<< /S /GoTo3DView /TA 20 0 R >>",
    "chain": f"<< /S /GoTo /D [3 0 R /Fit] /Next [{SCRIPT}] >>",
}
PLACES: dict[str, Callable[[str], bytes]] = {
    "when opened": lambda act: paper(f"/OpenAction {act}", o20=stream(b"")),
    "on its page": lambda act: paper(page=f"/AA << /O {act} /C {act} >>", o20=stream(b"")),
    "when clicked": lambda act: paper(
        page=f"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 612 792] /A {act} "
             f"/PA {act} /AA << /E {act} >> >>]", o20=stream(b""),
    ),
    "in the outline": lambda act: paper(
        "/Outlines 9 0 R /PageMode /UseOutlines", o20=stream(b""),
        o9=b"<< /Type /Outlines /First 10 0 R /Last 10 0 R /Count 1 >>",
        o10=f"<< /Title (a) /Parent 9 0 R /A {act} >>".encode(),
    ),
}  # fmt: skip
PAPERS = {
    f"{what} {where}": make(act) for where, make in PLACES.items() for what, act in ACTIONS.items()
} | {"a file inside": paper(
    "/Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> /JavaScript << /Names [(a) 11 0 R] >> >>",
    o9=b"<< /Type /Filespec /F (a.exe) /EF << /F 10 0 R >> >>",
    o10=stream(b"MZ", "/Type /EmbeddedFile"), o11=SCRIPT.encode(),
)}  # fmt: skip
ACTS = (
    b"A|AA|AF|AcroForm|Annots|EF|EmbeddedFile|EmbeddedFiles|Filespec|GoTo3DView|GoToE|GoToR|Hide|"
    b"ImportData|JS|JavaScript|Launch|Movie|Named|Names|OpenAction|Outlines|PA|Rendition|"
    b"ResetForm|SetOCGState|Sound|SubmitForm|Trans|URI|URL|Win"
)
ACTING = re.compile(rb"/(%s)(?![\w#])" % ACTS)


def as_written(data: bytes) -> bytes:
    return data


def spelled_otherwise(data: bytes) -> bytes:
    """Write a letter of every acting name as its number, and mend the table of places."""
    def spelled(found: re.Match[bytes]) -> bytes:
        name = found.group(1)
        return b"/" + name[:1] + b"#%02x" % name[1] + name[2:] if len(name) > 1 else found.group()

    return ACTING.sub(spelled, data)


def packed_away(data: bytes) -> bytes:
    return saved(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def encrypted(data: bytes) -> bytes:
    return saved(data, encryption=pikepdf.Encryption(owner="owner", user=""))


def saved(data: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, **how)
    return out.getvalue()


def plainly(data: bytes) -> bytes:
    """A finished PDF with nothing packed, as a person with a text editor reads it."""
    return saved(data, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.all,
                 object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip


def test_there_are_as_many_as_said() -> None:
    assert len(PAPERS) * 4 == 276
    for data in PAPERS.values():
        assert ACTING.search(plainly(data)), "the test would not notice anything"


def only_titles(made: bytes) -> bool:
    """Whether every bookmark has a title and a page, and can do nothing but lead there."""
    may = {"/Title", "/Dest", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count"}
    with pikepdf.open(io.BytesIO(made)) as pdf:
        titled = [each for each in pdf.objects
                  if isinstance(each, pikepdf.Dictionary) and "/Title" in each]  # fmt: skip
        return all(
            set(each.keys()) <= may and isinstance(each.Dest, pikepdf.Array) for each in titled
        )


@pytest.mark.parametrize("disguise", [as_written, spelled_otherwise, packed_away, encrypted])
def test_nothing_acts_in_the_packet(disguise: Callable[[bytes], bytes]) -> None:
    acting, refused = {}, []
    for name, data in PAPERS.items():
        try:
            made = papers.clean(disguise(data)).pdf
        except Refused:
            refused.append(name)
            continue
        found = set(ACTING.findall(plainly(made)))
        if found == {b"Outlines"} and only_titles(made):
            continue
        if found:
            acting[name] = found
    assert not acting and not refused
