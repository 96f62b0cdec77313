"""
The words a person reads: none that would make this a medical device, and none of the myths (RELIABILITY P4).

Looked at: templates without their tags, and every text of more than one word in the Python code, docstrings aside. What
stands in `REVIEWED` was read by a person and may stay.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = (
    r"monitor\w*",
    r"manag(?:e(?!\.py)\w*|ing)",
    "treat(?:s|ed|ing|ments?)?",
    r"reliev\w+",
    r"diagnos\w+",
    r"detect\w*",
    r"predict\w*",
    r"prevent\w*",
    r"trigger\w*",
    r"risk\w*",
    "symptom checker",
    r"clinical\w*",
    r"deficien\w+",
    "safe sun time",
    "EHR-compatible",
    r"complian\w+",
)
FORBIDDEN = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
MYTHS = {
    "B17 is no vitamin": r"vitamin B17 (is a|helps|contains)|rich in (vitamin )?B17",
    "no plant covers B12": r"(mushrooms?|nuts?|seaweed|spirulina)[^.]{0,40} (cover|provide|source)[^.]{0,30}B12",
    "nobody needs grams of fish oil": r"[34]\s?(-|–|to)\s?[34]?\s?g(rams)? (of )?omega-?3 (a|per|every) day",
    "ALA is not fish omega-3": r"ALA (is|equals) (as good as|the same as|equal to)",
    "surveys count intake": r"\d+ ?(%|percent|per cent) (of \w+ )?(are|is) \w+ deficient",
    "nothing here cures backs": r"(vitamin D|magnesium|B12)[^.]{0,40}\b(cures?|heals?|fixes|relieves)",
    "the sun is not intake": r"sun[^.]{0,30} counts? (as|towards) (your )?(vitamin D )?intake",
    "natural has limits too": r"natural[^.]{0,30}(no upper limit|cannot harm|always safe)",
    "plant iron is not meat iron": r"spinach[^.]{0,40}(as good as|same as|equals?)[^.]{0,20}meat",
}
# Texts that name a word in order to refuse it, or that are no claim about a person.
REVIEWED: dict[str, set[str]] = {}


def visible(template: str) -> str:
    """The text of a template: without Django's and HTML's tags, comments and scripts."""
    text = re.sub(r"(?s)\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->|<script.*?</script>", " ", template)
    shown = " ".join(re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', text))
    return re.sub(r"(?s)\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text) + " " + re.sub(r"\{.*?\}", " ", shown)


def spoken(source: str) -> Iterator[str]:
    """Texts of more than one word in Python code, docstrings aside."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if id(node) in docstrings or not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if " " in node.value.strip():
            yield node.value


def paths() -> Iterator[Path]:
    yield from sorted((ROOT / "templates").rglob("*.html"))
    for folder in ("accounts", "config", "diary", "nutrients"):
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


PATHS = [str(path.relative_to(ROOT)) for path in paths()]


@cache
def text_of(path: str) -> str:
    """What a template or a module says to people."""
    content = (ROOT / path).read_text(encoding="utf-8")
    return visible(content) if path.endswith(".html") else "\n".join(spoken(content))


@pytest.mark.parametrize("path", PATHS)
def test_no_word_of_a_medical_device_is_used(path):
    found = {match[0].lower() for match in FORBIDDEN.finditer(text_of(path))}
    assert found <= REVIEWED.get(path, set())


@pytest.mark.parametrize("myth", MYTHS)
def test_no_myth_is_repeated(myth):
    told = re.compile(MYTHS[myth], re.IGNORECASE)
    assert [path for path in PATHS if told.search(text_of(path))] == []


def test_every_reviewed_word_is_still_there():
    for path, words in REVIEWED.items():
        assert words == {match[0].lower() for match in FORBIDDEN.finditer(text_of(path))}, f"{path}: review again"


@pytest.mark.parametrize("text", ["We monitor you", "at risk", "Clinical summary", "vitamin D deficiency"])
def test_the_gate_notices(text):
    assert FORBIDDEN.search(visible(f"<p>{text}</p>"))


def test_the_gate_reads_what_only_a_screen_reader_says():
    assert FORBIDDEN.search(visible('<button aria-label="Detect something"></button>'))


def test_the_gate_does_not_read_code():
    assert not FORBIDDEN.search(visible('{% url "detect" %}<a class="trigger">fine</a>'))
    assert list(spoken('"""We diagnose."""\nx = "manage.py"')) == []
