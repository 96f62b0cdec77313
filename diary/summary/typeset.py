"""
Turn a page into a PDF in a process of its own, which may use so much time and memory and no more.

Run by `diary.summary.pdf`: a job as JSON comes in on standard input, the PDF goes out on standard output. It knows no
Django and no database, its root directory is empty, and what a person wrote reaches typst as data only.
"""

import json
import os
import re
import resource
import sys
import tempfile
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS, BYTES = 20, 512 * 2**20
POLITE = 10  # whoever waits for a page goes first
ROUNDS = 4
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def limit() -> None:
    os.nice(POLITE)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def typeset(job: dict[str, str], root: str) -> bytes:
    """Compile; what no embedded font can show is written by its name, so that a note is never lost for a picture."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])
    compiler = typst.Compiler(root=root, font_paths=fonts, package_path=root, package_cache_path=root)
    source = (HERE / "summary.typ").read_bytes()
    for _ in range(ROUNDS):
        try:
            pdf = compiler.compile(source, format="pdf", sys_inputs=job, pdf_standards=["ua-1"])
            return pdf if isinstance(pdf, bytes) else b""
        except typst.TypstError as error:
            found = {_unescaped(text) for text in UNPRINTABLE.findall(error.diagnostic)}
            if not found:
                raise
            job = {**job, "page": _named(job["page"], found)}
    raise RuntimeError("a character could not be printed")


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _named(page: str, unprintable: set[str]) -> str:
    """Write each character of these by its Unicode name, in brackets; a control character becomes a space."""
    names = {ord(char): _name(char) for text in unprintable for char in text if not char.isascii() or char < " "}

    def inside(value: object) -> object:
        if isinstance(value, str):
            return value.translate(names)
        if isinstance(value, list):
            return [inside(each) for each in value]
        return {key: inside(each) for key, each in value.items()} if isinstance(value, dict) else value

    return json.dumps(inside(json.loads(page)))


def _name(char: str) -> str:
    return " " if unicodedata.category(char) == "Cc" else f"[{unicodedata.name(char, f'U+{ord(char):04X}').lower()}]"


if __name__ == "__main__":
    limit()
    with tempfile.TemporaryDirectory() as empty:
        sys.stdout.buffer.write(typeset(json.load(sys.stdin), empty))
