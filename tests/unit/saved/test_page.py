"""Saved pages: HTML in any encoding, MHTML, and what the file tells of address and day."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import zipfile

import pytest

from pristan.evidence.registers.page import read_page
from pristan.saved.page import NotAPage, files_with, read_saved
from unit.evidence.registers import made

HTML = made.layout_a([made.ENTRY])


def test_an_mhtml_tells_address_and_moment() -> None:
    saved = read_saved(made.mhtml(HTML))
    assert saved.url == made.ADDRESS
    assert saved.captured == "2025-07-03T18:14:05+00:00"
    assert saved.whole
    assert made.ENTRY in saved.html


def test_an_mhtml_that_breaks_off_is_noticed() -> None:
    data = made.mhtml(HTML)
    assert not read_saved(data[: len(data) - 40]).whole
    assert not read_saved(data[: len(data) // 2]).whole


def test_base64_parts_are_read() -> None:
    packed = base64.encodebytes(HTML.encode("cp1251"))
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=windows-1251\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + packed
    )
    assert made.ENTRY in read_saved(data).html


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_any_encoding_is_read(encoding: str) -> None:
    html = HTML if encoding.startswith("utf") else HTML.replace('"utf-8"', '"windows-1251"')
    assert made.ENTRY in read_saved(html.encode(encoding)).html


def test_a_wrong_word_about_the_encoding_does_no_harm() -> None:
    assert made.ENTRY in read_saved(HTML.encode("cp1251")).html  # it says utf-8


def test_a_page_cut_within_a_letter_stays_utf_8() -> None:
    data = HTML.encode()
    at = data.index("ТВЕРЬ".encode()) + 1
    saved = read_saved(data[:at])
    assert "ПРИМЕРОВ ИВАН" in saved.html
    assert not saved.whole


@pytest.mark.parametrize(
    ("comment", "url", "captured"),
    [
        (f"<!-- saved from url=(0061){made.ADDRESS} -->", made.ADDRESS, ""),
        (
            f"<!--\n Page saved with SingleFile \n url: {made.ADDRESS} \n saved date: "
            "Thu Jul 03 2025 21:14:05 GMT+0300 (Moscow Standard Time)\n-->",
            made.ADDRESS,
            "2025-07-03T18:14:05+00:00",
        ),
        (f'<link rel="canonical" href="{made.ADDRESS}">', made.ADDRESS, ""),
        (
            f"<!-- saved from url=(0099)https://web.archive.org/web/20250703181405/{made.ADDRESS} "
            "-->",
            f"https://web.archive.org/web/20250703181405/{made.ADDRESS}",
            "2025-07-03T18:14:05+00:00",
        ),
        ("", "", ""),
    ],
)
def test_a_page_tells_where_it_is_from(comment: str, url: str, captured: str) -> None:
    saved = read_saved(HTML.replace("<head>", f"<head>{comment}").encode())
    assert (saved.url, saved.captured) == (url, captured)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG", b"", b"plain words", b"a: b\r\n\r\nc"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(NotAPage):
        read_saved(data)


def test_a_page_packed_with_its_folder_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("страница.html", HTML)
        archive.writestr("страница_files/style.css", "p { color: red }")
    assert made.ENTRY in read_saved(out.getvalue()).html
    for broken in (out.getvalue()[:200], b"PK\x03\x04" + bytes(40)):
        with pytest.raises(NotAPage):
            read_saved(broken)


def test_lines_are_read_as_on_the_screen() -> None:
    page = read_page(
        "<title>Т</title><h2>Глава</h2><p>Одно<br>другое</p><ol start=5><li>пять<li><p>шесть</p> "
        "<b>ещё</b></ol><table><tr><td>а<td>б<table><tr><td>внутри</table></tr></table>"
        "<script>нет</script><template>нет</template><div hidden>x</div>"
    )
    assert page.title == "Т"
    said = [(line.kind, line.text, line.number) for line in page.lines]
    assert said[:5] == [
        ("heading", "Глава", None), ("text", "Одно", None), ("text", "другое", None),
        ("item", "пять", 5), ("item", "шесть ещё", 6),
    ]  # fmt: skip
    texts = " ".join(line.text for line in page.lines)
    assert "внутри" in texts
    assert "нет" not in texts


def test_what_was_saved_with_a_page_has_its_whole_address() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("суд.html", HTML)
        archive.writestr("суд_files/a b.css", "p { color: red }")
    assert files_with(out.getvalue()) == {
        "https://page.invalid/%D1%81%D1%83%D0%B4_files/a%20b.css": ("text/css", b"p { color: red }")
    }
    assert files_with(made.mhtml(HTML)) == {
        "cid:css-0@mhtml.blink": ("text/css", b".x { color: red }")
    }
    assert files_with(HTML.encode()) == {}


def test_parts_within_parts_are_read() -> None:
    inner = base64.encodebytes(HTML.encode()).replace(b"\n", b"\r\n")
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="A"\r\n\r\n--A\r\n'
        b'Content-Type: multipart/alternative; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/plain\r\n\r\nwords\r\n"
        b"--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + inner +
        b"--B--\r\n--A\r\nContent-Type: image/png\r\nContent-Location: a.png\r\n\r\n"
        b"PNG\r\n--A--\r\n"
    )
    saved = read_saved(data)
    assert made.ENTRY in saved.html and saved.whole
    assert files_with(data)["https://page.invalid/a.png"] == ("image/png", b"PNG")


def test_a_zip_that_says_less_than_it_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", HTML)
        archive.writestr("b.css", bytes(5000))
    monkeypatch.setattr("pristan.saved.page._MOST_UNPACKED", 4000)
    for read in (read_saved, files_with):
        with pytest.raises(NotAPage):
            read(out.getvalue())


def test_reading_a_page_brings_no_network_along() -> None:
    code = "import sys, pristan.saved.page; print(*{'socket', 'ssl', 'http'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
