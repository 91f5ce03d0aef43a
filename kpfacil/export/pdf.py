"""PDF: tagged for readers of the screen (PDF/UA-1) and for the archive (PDF/A-2a), set by typst."""

import json
import re
from dataclasses import fields
from datetime import UTC, datetime, time
from importlib import import_module
from itertools import repeat
from pathlib import Path
from types import ModuleType

from kpfacil.export import Made, MissingLibrary
from kpfacil.export.document import Bars, Block, Break, Doc, Inline, Link, TableBlock, tie, with_leads

_CONTENT = Path(__file__).parents[1] / "content"
_ROUNDS = 8
_NAMED = re.compile(r'^error: [^\n]*?`"(.+?)"`', re.MULTILINE)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


Data = dict[str, object]

_SOFT_HYPHEN = "\u00ad"  # typst 0.15 stops at a link that ends a paragraph with one


def render(doc: Doc, *, machine_fonts: bool = True) -> Made:
    """Return the document as PDF; raises `MissingLibrary` where typst is not installed.

    A sign that the package's fonts lack is looked for in the machine's fonts, unless those are not to be used; one that
    these lack too is replaced, so that no rare letter stops a memo; nor does anything else that only tagging minds.
    """
    written = datetime.combine(doc.date, time(), tzinfo=UTC)
    data = json.dumps(as_data(doc), ensure_ascii=False)
    replaced: list[str] = []
    for wider in (False, *repeat(machine_fonts, _ROUNDS)):
        made = _compile(data, written, wider_fonts=wider)
        if isinstance(made, bytes):
            return Made(made, tuple(replaced))
        if not made:
            break
        if wider or not machine_fonts:
            for sign in made:
                data = data.replace(sign, _STAND_IN)
            replaced += made
    untagged = _typeset(data, written, wider_fonts=machine_fonts, tagged=False)
    return Made(untagged, tuple(replaced), tagged=False)


def _compile(data: str, written: datetime, *, wider_fonts: bool) -> bytes | list[str]:
    """Return the PDF, or the signs that no font has: none where something else keeps it from being tagged."""
    typst = _library()
    try:
        return _typeset(data, written, wider_fonts=wider_fonts, tagged=True)
    except typst.TypstError as error:
        return [_ESCAPE.sub(_unescape, named) for named in _NAMED.findall(error.diagnostic)]


def _typeset(data: str, written: datetime, *, wider_fonts: bool, tagged: bool) -> bytes:
    compiler = _library().Compiler(
        _CONTENT / "pdf" / "document.typ",
        font_paths=[_CONTENT / "fonts"],
        ignore_system_fonts=not wider_fonts,
        sys_inputs={"doc": data},
    )
    standards = ["ua-1", "a-2a"] if tagged else []
    made: bytes = compiler.compile(format="pdf", pdf_standards=standards, timestamp=written, pdf_tags=tagged)
    return made


def as_data(doc: Doc) -> Data:
    """Return the document as values that JSON knows: words stay words, blocks and leaves are named by their class."""
    language, _, region = doc.lang.partition("-")
    return {
        **{name: tie(getattr(doc, name), ranges=False) for name in ("title", "subtitle", "standing")},
        "author": [doc.author] if doc.author else [],
        "subject": doc.subject or None,
        "language": language,
        "region": region or None,
        "page": doc.labels.page,
        "wide": doc.wide,
        "blocks": [{**_block(block), "leads": leading} for block, leading in with_leads(doc.blocks)],
    }


def _block(block: Block) -> Data:
    data = {field.name: _plain(getattr(block, field.name)) for field in fields(block)}
    if isinstance(block, Bars):
        data["points"] = [{"label": one.label, "shown": one.shown, "share": block.share(one)} for one in block.points]
    if isinstance(block, TableBlock):
        data["numbers"] = sorted(block.numbers)
    return {"kind": type(block).__name__.lower(), **data}


def _plain(value: object) -> object:
    """Return a block's value as JSON knows it."""
    if isinstance(value, Inline):
        return _inline(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _inline(inline: Inline) -> Data:
    data: Data = {"kind": type(inline).__name__.lower()}
    if isinstance(inline, Link):
        data |= {"text": inline.text.strip(_SOFT_HYPHEN) or inline.url, "url": inline.url}
    elif not isinstance(inline, Break):
        data["text"] = tie(inline.text, ranges=False)
    return data


def _library() -> ModuleType:
    try:
        return import_module("typst")  # 80 MB that only this format needs, and not every machine has
    except ImportError as error:
        raise MissingLibrary("typst", "pdf") from error


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]
