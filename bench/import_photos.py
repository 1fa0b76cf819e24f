"""How fast 40 photos come into the case file, against bare SQLCipher rows of the same bytes.

Photos of 12 megapixels as JPEG, every fifth as HEIC. The floor reads each file and inserts it in
rows of 1 MiB, a transaction each, into a file with the settings of a case. Ours is what the program
does for a folder: looked through, compared with what is kept, stored, hashed and read back.
"""

from __future__ import annotations

import io
import random
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pillow_heif
from figures import Figures
from PIL import Image
from sqlcipher3 import dbapi2 as sqlcipher

from pristan.evidence.folders import gather
from pristan.papers import Papers
from pristan.vault import Profile, Vault
from pristan.vault.connection import connect

PHOTOS, RUNS, MIB = 40, 3, 1 << 20
TARGET = 1 / 0.6  # of the floor's time: at least 0.6 of its speed
CHEAP = Profile(15, 64, 1, 1)  # the key costs nothing here


def main() -> int:
    """Measure both in turns and print MB/s."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = make_photos(folder / "photos")
        floor, ours = [], []
        for run in range(RUNS + 1):
            below, above = bare(folder, run), imported(folder, run)
            if run:  # the first of each fills the caches
                floor.append(below)
                ours.append(above)
    least, took = statistics.median(floor), statistics.median(ours)
    print(
        f"{PHOTOS} photos, {size / 1e6:.0f} MB: floor {size / least / 1e6:.0f} MB/s, "
        f"ours {size / took / 1e6:.0f} MB/s, ratio of speeds {least / took:.2f} (at least 0.6)"
    )
    figures.keep("import of photos, ratio of times", took / least, TARGET)
    return figures.status


def make_photos(folder: Path) -> int:
    """Write the photos and return their size in bytes."""
    folder.mkdir()
    chance = random.Random(5)
    small = Image.frombytes("RGB", (500, 375), chance.randbytes(500 * 375 * 3))
    photo = small.resize((4000, 3000), Image.Resampling.BICUBIC)
    pillow_heif.register_heif_opener()
    forms = {}
    for form, quality in (("JPEG", 88), ("HEIF", 50)):
        out = io.BytesIO()
        photo.save(out, form, quality=quality)
        forms[form] = out.getvalue()
    for number in range(PHOTOS):
        form, ending = ("HEIF", "heic") if number % 5 == 4 else ("JPEG", "jpg")
        tail = chance.randbytes(64 + number)  # no two are the same
        (folder / f"IMG_{number:04d}.{ending}").write_bytes(forms[form] + tail)
    return sum(file.stat().st_size for file in folder.iterdir())


def bare(folder: Path, run: int) -> float:
    """Insert all files in rows of 1 MiB; return seconds."""
    path = folder / f"bare{run}"
    path.touch()
    db = connect(path, b"x'" + secrets.token_hex(80).encode() + b"'", new=True)
    db.execute("CREATE TABLE chunk (file TEXT, number INTEGER, content BLOB)")
    began = time.perf_counter()
    for file in sorted((folder / "photos").iterdir()):
        insert(db, file)
    took = time.perf_counter() - began
    db.close()
    path.unlink()
    return took


def insert(db: sqlcipher.Connection, file: Path) -> None:
    """Insert one file, each row in a transaction of its own."""
    with file.open("rb") as stream:
        for number, row in enumerate(iter(lambda: stream.read(MIB), b"")):
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO chunk VALUES (?, ?, ?)", (file.name, number, row))
            db.execute("COMMIT")


def imported(folder: Path, run: int) -> float:
    """Bring the folder in as the program does; return seconds."""
    path = folder / f"case{run}"
    with Vault.create(path, "an invented passphrase", profile=CHEAP, profiles={CHEAP}) as vault:
        papers = Papers(vault)
        began = time.perf_counter()
        gathered = gather([folder / "photos"])
        for found in gathered.found:
            papers.take(found)
        took = time.perf_counter() - began
        assert len(vault.attachments()) == PHOTOS and not gathered.left
        papers.close()
    path.unlink()
    return took


if __name__ == "__main__":
    sys.exit(main())
