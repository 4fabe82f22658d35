"""Damaged files by the thousand through the readers: ``make fuzz``.

    python tests/fuzz.py [--mutants 6000] [--seed 1] [--keep DIR]

Sound files of every format are damaged at random, in the same way for the same seed: bytes flipped
and overwritten, parts cut out, doubled and moved, numbers made extreme, files cut off; in zip-based
formats also the members, packed again so that the damage reaches the parser. Each is read in a
process of its own with limits on time and memory. The run fails when a document crashes or hangs
its reader, when it takes too much processor time (a busy machine takes more of the clock, so that
the clock is looked at for what never ends only), when an error is not one of this package, or when
the memory of the reading process goes on growing. Where a parser raised something of its own, the
kind is counted.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from classifier.documents import IsolatedReader, Limits
from classifier.errors import DocumentError
from tests.documents.ole import make_ole

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
LIMITS = Limits(max_seconds=300, max_memory=1_500_000_000, max_chars=1_000_000, max_pages=300)
MAX_SECONDS = 10.0  # of processor time for one document
MAX_GROWTH = 150_000_000  # bytes of memory in use, after the first tenth of a run
RAISED = re.compile(r"cannot be read as \S+ \((\w+):")
EXTREMES = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"99999999999", b"-1", b"1e999")
RTF = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s1 heading 1;}}
{\header Gemeente}{\pard\s1 Werkinstructie horen\par}{\pard Wij horen \'e9\'e9n keer.{\footnote Zie
\u8364? artikel 4:8.}\par}\trowd\cellx1000\cellx2000 Termijn\cell acht weken\cell\row
{\pard{\pntext\'b7\tab}een verzoek\par}{\field{\fldinst HYPERLINK "x"}{\fldrslt hier}}}"""
XML = """<?xml version="1.0" encoding="UTF-8"?><toestand bwb-id="BWBR0000001"><wetgeving>
<citeertitel>Beleidsregel terrassen</citeertitel><regeling><regeling-tekst><artikel label="Artikel
1"><kop><label>Artikel</label><nr>1</nr></kop><lid><lidnr>1</lidnr><al>Het college verleent geen
ontheffing.</al></lid></artikel></regeling-tekst></regeling></wetgeving></toestand>"""


def main(arguments: list[str] | None = None) -> int:
    """Read the mutants, print what became of them, and return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--mutants", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the files that fail into this folder")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        put_in_the_place_of_tesseract(Path(folder))
        return run(options)


def put_in_the_place_of_tesseract(folder: Path) -> None:
    """Have images decoded and given to a program that reads nothing; Tesseract takes seconds."""
    program = folder / "tesseract"
    program.write_text(
        "#!/bin/sh\n[ $1 = --list-langs ] && echo nld || cat > /dev/null\necho '<html/>'\n"
    )
    program.chmod(0o755)
    os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"


def run(options: argparse.Namespace) -> int:
    """Read the mutants."""
    outcomes: dict[str, Counter[str]] = {}
    raised: Counter[str] = Counter()
    failures: list[str] = []
    slowest = (0.0, "")
    memory: list[int] = []
    with IsolatedReader(LIMITS) as reader:
        for number, (name, content) in enumerate(mutants(options.mutants, options.seed)):
            before = processor_time(reader)
            kinds: list[str] = []
            try:
                reader(content, name=name)
                code = "text"
            except DocumentError as error:
                code = error.code
                kinds = RAISED.findall(str(error))
                raised.update(f"{name.rpartition('.')[2]} {kind}" for kind in kinds)
            except Exception as error:
                code = f"not ours: {type(error).__name__}"
            taken = processor_time(reader) - before  # below 0 after a crash
            slowest = max(slowest, (taken, f"{number} {name}"))
            if taken > MAX_SECONDS:
                code = "slow"
            outcomes.setdefault(name.rpartition(".")[2], Counter())[code] += 1
            memory.append(in_use(reader))
            failed = code in {"crashed", "timeout", "slow"} or code.startswith("not ours")
            if failed:
                failures.append(f"mutant {number} ({name}): {code}")
            if options.keep is not None and (failed or kinds):
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{number}-{name}").write_bytes(content)
    for form, counts in sorted(outcomes.items()):
        shown = ", ".join(f"{code} {count}" for code, count in counts.most_common())
        print(f"{form:5} {sum(counts.values()):5}  {shown}")
    print("raised by a parser and caught:", dict(raised.most_common()) or "nothing")
    print(f"slowest: {slowest[0]:.1f} s of processor time (mutant {slowest[1]})")
    settled = memory[len(memory) // 10 :]
    growth = max(settled) - settled[0] if settled else 0
    print(
        f"memory of the reading process: {max(memory) >> 20} MB at most, "
        f"{growth >> 20} MB of growth"
    )
    if growth > MAX_GROWTH:
        failures.append(f"memory grew by {growth >> 20} MB")
    for failure in failures:
        print("FAILED:", failure)
    print("nothing crashed, hung or leaked" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield damaged files with their names, the formats in turn."""
    sound = sorted(seeds().items())
    dice = random.Random(seed)
    for number in range(count):
        name, content = sound[number % len(sound)]
        yield name, damaged(content, dice)


def seeds() -> dict[str, bytes]:
    """Return sound files: one or more of each format."""
    files = {path.name: path.read_bytes() for path in sorted(EXAMPLES.iterdir())}
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.nl", "c@d.nl", "Horen in bezwaar"
    message.set_content(
        "Wij horen de aanvrager één keer.\n\n> Van: een ander\n> Graag een reactie."
    )
    message.add_alternative("<p>Wij horen de <b>aanvrager</b>.</p>", subtype="html")
    message.add_attachment(b"Bijlage", maintype="application", subtype="pdf", filename="b.pdf")
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("word/document.xml", "<x/>")
    files |= {
        "post.eml": message.as_bytes(),
        "bericht.msg": make_ole(
            {
                "__properties_version1.0": bytes(32),
                "__substg1.0_0037001F": "Horen".encode("utf-16-le"),
                "__substg1.0_1000001F": ("Wij horen. " * 500).encode("utf-16-le"),
            }
        ),
        "nota.rtf": RTF,
        "regeling.xml": XML.encode(),
        "half.docx": container.getvalue(),
    }
    return files | images()


def images() -> dict[str, bytes]:
    """Return images of a page, small ones."""
    noise = random.Random(1).randbytes(320 * 400)
    page = Image.frombytes("L", (320, 400), noise)
    small = {"dpi": (300, 300)}  # or they would be drawn as large as A4
    files = {}
    for name, options in {
        "scan.png": {},
        "foto.jpg": {},
        "foto2.jpg": {"progressive": True},
        "fax.tif": {"compression": "group4", "save_all": True},
        "scan.tif": {"compression": "tiff_lzw", "save_all": True},
    }.items():
        image = page.convert("1" if name == "fax.tif" else "L")
        more = {"append_images": [image, image]} if "save_all" in options else {}
        stream = io.BytesIO()
        image.save(
            stream, Image.registered_extensions()[Path(name).suffix], **small, **options, **more
        )
        files[name] = stream.getvalue()
    return files


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Return a file with one to some places damaged."""
    if content.startswith(b"PK") and dice.random() < 0.7:
        return with_damaged_member(content, dice)
    result = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 4, 16, 64))):
        if result:
            dice.choice(DAMAGES)(result, dice)
    return bytes(result)


def with_damaged_member(content: bytes, dice: random.Random) -> bytes:
    """Return a zip file with damage inside one member."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        members = source.infolist()
        chosen = dice.choice(members)
        for member in members:
            inner = source.read(member)
            copy.writestr(member, damaged(inner, dice) if member is chosen else inner)
    return target.getvalue()


def flip(content: bytearray, dice: random.Random) -> None:
    """Flip one bit."""
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def overwrite(content: bytearray, dice: random.Random) -> None:
    """Put any byte in the place of one."""
    content[dice.randrange(len(content))] = dice.randrange(256)


def cut_out(content: bytearray, dice: random.Random) -> None:
    """Leave out a part."""
    start, length = place(content, dice)
    del content[start : start + length]


def double(content: bytearray, dice: random.Random) -> None:
    """Repeat a part."""
    start, length = place(content, dice)
    content[start:start] = content[start : start + length] * dice.choice((1, 2, 50))


def move(content: bytearray, dice: random.Random) -> None:
    """Put a part elsewhere."""
    start, length = place(content, dice)
    part = content[start : start + length]
    del content[start : start + length]
    target = dice.randrange(len(content) + 1)
    content[target:target] = part


def make_extreme(content: bytearray, dice: random.Random) -> None:
    """Put an extreme number in the place of a number, or anywhere when there is none."""
    start = dice.randrange(len(content))
    found = re.compile(rb"\d+").search(content, start)
    span = found.span() if found and len(found[0]) < 12 else (start, start + 4)
    content[slice(*span)] = dice.choice(EXTREMES)


def cut_off(content: bytearray, dice: random.Random) -> None:
    """Cut off the end."""
    del content[dice.randrange(len(content)) :]


def place(content: bytearray, dice: random.Random) -> tuple[int, int]:
    """Return where a part begins, and how long it is."""
    return dice.randrange(len(content)), dice.choice((1, 4, 16, 256, 4096))


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(flip, flip, overwrite, cut_out, double, move, make_extreme),
    cut_off,
)


def in_use(reader: IsolatedReader) -> int:
    """Return the bytes of memory that the reading process holds, 0 where that is not known."""
    return int((told(reader, "statm") or "0 0").split()[1]) * 4096


def processor_time(reader: IsolatedReader) -> float:
    """Return the seconds that the reading process has worked, 0 where that is not known."""
    ticks = told(reader, "stat").rpartition(")")[2].split()[11:13]  # in the program, in the kernel
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def told(reader: IsolatedReader, name: str) -> str:
    """Return what the system tells of the reading process, "" where it does not."""
    process = reader._process
    try:
        return Path(f"/proc/{process.pid if process else 0}/{name}").read_text(encoding="ascii")
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
