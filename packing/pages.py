"""Make the pages of docs that are made of the program's own tables: `make pages`.

The line on one page to print, in every language: docs/line-card.<language>.html. And the licences of the parts.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kpfacil.export import html
from kpfacil.export.document import Block, Doc, Facts, Heading, Inlines, Labels, ListBlock, Para, Strong, Text, words
from kpfacil.model.kinds import SIGN_OF
from kpfacil.model.texts import Texts
from kpfacil.storage.content import languages, load_texts
from kpfacil.tui.keys import KEYS
from packing import licences

DOCS = Path(__file__).resolve().parents[1] / "docs"
RULES = ("who", "by-when", "with-what", "theme", "id", "quick", "table", "escape")
ON_PAPER = ("help", "next", "back", "panel", "undo", "people", "wall", "check", "memo", "quit")
"""The actions that have room on the page: those of an ordinary evening."""


def card(texts: Texts) -> Doc:
    """Return the line on one page: the help's own words, without what needs the screen."""
    return Doc(
        title=f"kpfacil: {texts.say('help.title')}",
        blocks=tuple(_blocks(texts)),
        labels=Labels(page=texts.say("memo.page")),
        date=date.min,
        lang=texts.locale.tag,
    )


def _blocks(texts: Texts) -> Iterator[Block]:
    say = texts.say
    yield Para((Strong(say("help.line")),))
    yield Facts(tuple((sign, _sign(say(f"help.sign.{kind}"), sign)) for kind, sign in SIGN_OF.items()))
    yield ListBlock(tuple(words(say(f"help.rule.{name}")) for name in RULES))
    yield Heading(1, say("help.keys"))
    keys = [key for action in ON_PAPER for key in KEYS if key.action == action]
    yield Facts(tuple((key.shown, words(say(f"key-help.{key.action}"))) for key in keys))


def _sign(sentence: str, sign: str) -> Inlines:
    """Return what a sign makes, and its example set apart."""
    told, _, example = sentence.partition(f". {sign} ")
    return (Text(f"{told}: "), Strong(f"{sign} {example}"))


def main() -> None:
    """Write every page."""
    licences.PAGE.write_text(licences.page(), "utf-8", newline="\n")
    for language in languages():
        page = html.render(card(load_texts(language)))
        (DOCS / f"line-card.{language}.html").write_text(page, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
