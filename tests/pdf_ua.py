"""
What a machine can check of PDF/UA-1 (ISO 14289-1), clause 7: there is no outside validator to be had in Python.

`complaints` returns a sentence for each fault, so that a test can show the whole list at once.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf

STANDARD = frozenset(
    (  # noqa: SIM905
        "Document Part Sect Div P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table THead TBody TFoot TR TH TD Span Figure "
        "Caption Link Note Reference Quote BlockQuote Code Formula Form TOC TOCI Index NonStruct Private Art Annot"
    ).split()
)
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
}
PAINTS = frozenset("Tj TJ ' \" Do S s f F f* B B* b b* sh INLINE IMAGE".split())  # noqa: SIM905


def complaints(printed: bytes) -> list[str]:
    """Return what is wrong with a PDF; an empty list is a pass."""
    with pikepdf.open(io.BytesIO(printed)) as document:
        return [fault for check in CHECKS for fault in check(document)]


class Element:
    """One element of the structure tree, its type already led back to a standard one."""

    def __init__(self, raw: pikepdf.Dictionary, kind: str, parent: "Element | None") -> None:
        self.raw, self.kind, self.parent = raw, kind, parent
        self.children: list[Element] = []
        self.marks: list[tuple[tuple[int, int], int]] = []  # page and number of each piece of content

    def walk(self) -> "Iterator[Element]":
        yield self
        for child in self.children:
            yield from child.walk()

    def attribute(self, name: str) -> Any:
        given = self.raw.get("/A", [])
        owners = given if isinstance(given, pikepdf.Array) else [given]
        return next((owner[name] for owner in owners if isinstance(owner, pikepdf.Dictionary) and name in owner), None)


def tree(document: pikepdf.Pdf) -> Element:
    root = document.Root.StructTreeRoot
    whole = Element(root, "Root", None)
    _add(root, whole, None, root.get("/RoleMap", {}))
    return whole


def _add(raw: Any, into: Element, page: Any, roles: Any) -> None:
    kids = raw.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        where = kid.get("/Pg", page) if isinstance(kid, pikepdf.Dictionary) else page
        if isinstance(kid, int):
            into.marks.append((page.objgen, kid))
        elif "/MCID" in kid:
            into.marks.append((where.objgen, int(kid.MCID)))
        elif "/S" in kid:
            child = Element(kid, _led_back(str(kid.S)[1:], roles), into)
            into.children.append(child)
            _add(kid, child, where, roles)


def _led_back(kind: str, roles: Any) -> str:
    """Follow the role map to a standard type; a loop or a dead end is no type."""
    seen: set[str] = set()
    while kind not in STANDARD:
        if kind in seen or f"/{kind}" not in roles:
            return ""
        seen.add(kind)
        kind = str(roles[f"/{kind}"])[1:]
    return kind


def _declared(document: pikepdf.Pdf) -> Iterator[str]:
    meta, root = document.open_metadata(), document.Root
    if meta.get("pdfuaid:part") != "1":
        yield "XMP does not declare PDF/UA-1"
    if not meta.get("dc:title"):
        yield "there is no title in XMP"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the title is not shown in place of the file's name"
    if not str(root.get("/Lang", "")):
        yield "there is no language"
    if not bool(root.MarkInfo.get("/Marked", False)) or bool(root.MarkInfo.get("/Suspects", False)):
        yield "it is not marked as tagged, or its tags are suspect"


def _harmless(document: pikepdf.Pdf) -> Iterator[str]:
    if document.is_encrypted:
        yield "it is locked"
    if "/OpenAction" in document.Root or "/AA" in document.Root or "/AcroForm" in document.Root:
        yield "it does or asks something when opened"
    if any(name in document.Root.get("/Names", {}) for name in ("/JavaScript", "/EmbeddedFiles")):
        yield "it holds scripts or files"


def _all_marked(document: pikepdf.Pdf) -> Iterator[str]:
    """Every stroke and letter is real content with a number, or an artifact, and never both."""
    for number, page in enumerate(document.pages, start=1):
        around: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name in {"BDC", "BMC"}:
                around.append(_mark(instruction.operands, page))
                if "artifact" in around and "content" in around:
                    yield f"page {number}: an artifact stands within content, or content within an artifact"
            elif name == "EMC":
                around.pop()
            elif name in PAINTS and not {"artifact", "content"} & set(around):
                yield f"page {number}: {name} is neither content nor artifact"
        if around:
            yield f"page {number}: a mark is never closed"


def _mark(operands: Any, page: pikepdf.Page) -> str:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    facts = operands[1] if len(operands) > 1 else {}
    if isinstance(facts, pikepdf.Name):
        facts = page.Resources.Properties[facts]
    return "content" if "/MCID" in facts else ""


def _numbers(page: pikepdf.Page) -> Iterator[int]:
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC" and isinstance(instruction.operands[1], pikepdf.Dictionary):
            facts = instruction.operands[1]
            if "/MCID" in facts:
                yield int(facts.MCID)


def _every_mark_has_its_place(document: pikepdf.Pdf) -> Iterator[str]:
    drawn = [(page.obj.objgen, number) for page in document.pages for number in _numbers(page)]
    placed = Counter(mark for element in tree(document).walk() for mark in element.marks)
    if len(drawn) != len(set(drawn)):
        yield "a number marks two pieces of one page"
    if set(drawn) - set(placed):
        yield f"{len(set(drawn) - set(placed))} pieces of content are not in the structure tree"
    if set(placed) - set(drawn):
        yield f"{len(set(placed) - set(drawn))} places of the structure tree have no content"
    if any(count > 1 for count in placed.values()):
        yield "a piece of content stands in the structure tree twice"


def _kinds(document: pikepdf.Pdf) -> Iterator[str]:
    for element in tree(document).walk():
        if not element.kind:
            yield f"{element.raw.S} leads to no standard type"
        allowed = PARENTS.get(element.kind)
        if allowed and element.parent and element.parent.kind not in allowed:
            yield f"{element.kind} stands in {element.parent.kind}"


def _headings(document: pikepdf.Pdf) -> Iterator[str]:
    kinds = (element.kind for element in tree(document).walk())
    levels = [int(kind[1]) for kind in kinds if kind[:1] == "H" and kind[1:].isdigit()]
    if levels and levels[0] != 1:
        yield "the first heading is not of the first level"
    if any(later > before + 1 for before, later in pairwise(levels)):
        yield "a level of headings is left out"


def _pictures(document: pikepdf.Pdf) -> Iterator[str]:
    for element in tree(document).walk():
        if element.kind in {"Figure", "Formula"}:
            if not str(element.raw.get("/Alt", "")).strip():
                yield "a picture has no words"
            if element.attribute("/BBox") is None:
                yield "a picture does not say where it stands"


def _tables(document: pikepdf.Pdf) -> Iterator[str]:
    for table in (element for element in tree(document).walk() if element.kind == "Table"):
        rows = [element for element in table.walk() if element.kind == "TR"]
        widths = {sum(int(cell.attribute("/ColSpan") or 1) for cell in row.children) for row in rows}
        heads = [element for element in table.walk() if element.kind == "TH"]
        if len(widths) != 1:
            yield "a table has rows of different length"
        if not heads or any(head.attribute("/Scope") is None for head in heads):
            yield "a table has no headers, or one that does not say for what"


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    dictionaries = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
    for font in (each for each in dictionaries if str(each.get("/Type", "")) == "/Font"):
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        described = inner.get("/FontDescriptor", {})
        if not any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{font.get('/BaseFont')} is not embedded"
        if str(font.Subtype) in {"/Type0", "/TrueType", "/Type1"} and "/ToUnicode" not in font:
            yield f"{font.get('/BaseFont')} does not say which letters it shows"


def _ways_through(document: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, start=1):
        if str(page.obj.get("/Tabs", "")) != "/S":
            yield f"page {number}: the tab key does not follow the structure"
        for note in page.obj.get("/Annots", []):
            if str(note.Subtype) == "/Link" and not str(note.get("/Contents", "")).strip():
                yield f"page {number}: a link has no words"


CHECKS: list[Callable[[pikepdf.Pdf], Iterator[str]]] = [
    _declared,
    _harmless,
    _all_marked,
    _every_mark_has_its_place,
    _kinds,
    _headings,
    _pictures,
    _tables,
    _fonts,
    _ways_through,
]
