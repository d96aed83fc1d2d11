"""Finish what WeasyPrint 70 leaves open in a PDF/UA file, inside WeasyPrint and pydyf: both versions are pinned.

Header cells get their scope, links their words, carried files their relationship; running heads become artifacts.
tests/reports/test_pdf.py holds it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

_PRINTED = 4  # an annotation's flag: it appears on paper


def finish(document: Any, pdf: Any, relationships: Mapping[str, str]) -> None:
    """Mend `pdf`, a pydyf.PDF about to be written, made of the laid out `document`.

    relationships: what each carried file, by name, is to the document (Source or Data).
    """
    for page in document.pages:
        for box in _walk(page._page_box):
            _scope(box)
            _describe_link(box)
    _furniture_to_artifacts(pdf)
    _relate_files(pdf, relationships)


def _walk(box: Any) -> Iterator[Any]:
    if hasattr(box, "_box") and not isinstance(box, boxes.Box):
        box = box._box
    yield box
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _walk(child)


def _scope(box: Any) -> None:
    mark = getattr(box, "mark", None)
    if isinstance(mark, dict) and mark.get("S") == "/TH":
        is_row = box.element.attrib.get("scope") in ("row", "rowgroup")
        mark["A"]["Scope"] = "/Row" if is_row else "/Column"


def _describe_link(box: Any) -> None:
    annotation = getattr(box, "link_annotation", None)
    if annotation is None:
        return
    annotation["F"] = _PRINTED
    if words := " ".join("".join(box.element.itertext()).split()):
        annotation["Contents"] = pydyf.String(words)


def _number(reference: Any) -> int:
    """Return the object number of b"12 0 R" or of an object."""
    return reference.number if isinstance(reference, pydyf.Object) else int(bytes(reference).split()[0])


def _in_tree(pdf: Any, root: Any) -> set[int]:
    """Return the numbers of all elements that hang in the structure tree."""
    seen: set[int] = set()
    waiting = list(root["K"])
    while waiting:
        number = _number(waiting.pop())
        if number in seen:
            continue
        seen.add(number)
        for kid in pdf.objects[number].get("K", ()):
            if isinstance(kid, bytes | bytearray) and bytes(kid).endswith(b"R"):
                below = pdf.objects[_number(kid)]
                if isinstance(below, dict) and below.get("Type") == "/StructElem":
                    waiting.append(kid)
    return seen


def _furniture_to_artifacts(pdf: Any) -> None:
    """Marked content that no element in the tree owns is running heads and page numbers."""
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    owned = _in_tree(pdf, root)
    numbers = pdf.objects[_number(root["ParentTree"])]["Nums"]
    loose: dict[Any, set[int]] = {}
    for key, owners in zip(numbers[::2], numbers[1::2], strict=True):
        if isinstance(owners, list):
            loose[key] = {place for place, owner in enumerate(owners) if _number(owner) not in owned}
            for place in loose[key]:
                owners[place] = "null"
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page" and loose.get(page.get("StructParents")):
            _mark_artifacts(pdf.objects[_number(page["Contents"])].stream, loose[page["StructParents"]])


def _mark_artifacts(stream: list[Any], loose: set[int]) -> None:
    for place, item in enumerate(stream):
        properties = stream[place - 1]
        if item == b"BDC" and isinstance(properties, dict) and properties.get("MCID") in loose:
            stream[place - 2], stream[place - 1] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})


def _relate_files(pdf: Any, relationships: Mapping[str, str]) -> None:
    """Say what each carried file is to the document, which WeasyPrint does in PDF/A only."""
    files: list[Any] = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Filespec"]
    for file in files:
        file["AFRelationship"] = f"/{relationships[file['UF'].string]}"
    if files:
        pdf.catalog["AF"] = pydyf.Array([file.reference for file in files])
