"""The room's page: every picture of the wall as whole, safe HTML."""

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kpfacil.model.meeting import PhaseName
from kpfacil.model.table import Setting, Table
from kpfacil.storage.content import load_texts, page_files
from kpfacil.storage.process_file import load_process
from kpfacil.tui import look
from kpfacil.views.audience import AudienceView, audience
from kpfacil.views.audience_builders import table_facts
from kpfacil.views.settings import fact_words
from kpfacil.views.wall_words import announce
from kpfacil.web.page import page, share_block, sign, waiting, wall
from tests.browser import MISSING
from tests.browser import look as axe
from tests.evening import MOMENTS, an_evening, at
from tests.fakes import NOW

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\x1b[31m\u202e&amp;<b>",
    "rivi\nrivi",
    "x" * 9000,
)
VOID = frozenset(("meta", "link"))


class Outline(HTMLParser):
    """The tags of a page with their attributes, and whether each is closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _view(moment: str, language: str = "fi") -> AudienceView:
    return audience(at(an_evening(), moment), load_process(), NOW, language=language)


def _page(view: AudienceView, now_after: int = 0) -> str:
    texts = load_texts(view.language)
    return page(view.table, wall(view, texts, NOW + timedelta(seconds=now_after)), texts)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_every_picture_is_a_whole_page(moment: str, language: str) -> None:
    """Each picture has its language, one h1, one main and one quiet voice, no id twice, and nothing inline."""
    made = Outline(_page(_view(moment, language)))
    names = [name for name, _ in made.tags]
    assert made.open == []
    assert made.tags[0] == ("html", {"lang": language})
    assert (names.count("h1"), names.count("main"), names.count("title")) == (1, 1, 1)
    assert [given["id"] for _, given in made.tags if "aria-live" in given] == ["news"]
    ids = [given["id"] for _, given in made.tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert not any(key == "style" or key.startswith("on") for _, given in made.tags for key in given)
    assert [given for name, given in made.tags if name == "script"] == [{"src": "page.js", "defer": None}]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_page_shows_what_the_view_holds_and_no_own_notes(moment: str) -> None:
    """The picture's words are there; what only the facilitator sees is not."""
    view = _view(moment)
    made = _page(view)
    assert "SALAISUUS" not in made
    assert view.table in made
    if moment in ("ideas", "groups", "ranking"):
        assert all(idea.text in made.replace('<span class="last">', "") for idea in an_evening().ideas)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("moment", MOMENTS)
def test_odd_words_stay_words(moment: str, words: str) -> None:
    """Markup, escapes and direction marks in people's words are words on every picture, never tags."""
    plain = an_evening()
    session = at(
        replace(
            plain,
            table=replace(plain.table, name=words[:200]),
            ideas=tuple(replace(idea, text=words, theme=words[:200]) for idea in plain.ideas),
            agreements=tuple(
                replace(one, text=words, consent=tuple(replace(given, reason=words) for given in one.consent))
                for one in plain.agreements
            ),
            tasks=tuple(replace(task, text=words, due=None, due_text=words, note=words) for task in plain.tasks),
            offers=tuple(replace(offer, text=words) for offer in plain.offers),
            participants=tuple(replace(person, name=words[:500]) for person in plain.participants),
            parties=tuple(replace(party, name=words[:500]) for party in plain.parties),
        ),
        moment,
    )
    made = Outline(_page(audience(session, load_process(), NOW)))
    assert not {"img", "b"} & {name for name, _ in made.tags}
    assert sum(name == "script" for name, _ in made.tags) == 1
    assert not set("\x1b\u202e") & set(_page(audience(session, load_process(), NOW)))


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize(
    ("phase", "step", "setting", "table"),
    [
        ("establishing", "goal", "goal", Table(name="P", goal="jokin muu")),
        ("establishing", "goal", "indicator", Table(name="P", indicator="kolme iltaa.")),
        ("establishing", "agree", "agreement-needed", Table(name="P", agreement_needed="yes")),
        ("establishing", "agree", "agreement-needed", Table(name="P", agreement_needed="no")),
        ("renewal", "results", "goal", Table(name="P", goal="jokin muu")),
        ("renewal", "results", "indicator", Table(name="P", indicator="kolme iltaa.")),
        ("renewal", "choice", "choice", Table(name="P", choice="end")),
        ("renewal", "choice", "choice", Table(name="P", choice="continue")),
        ("renewal", "choice", "choice", Table(name="P", choice="renew")),
    ],
)
def test_a_fact_is_said_in_the_words_of_the_wall(
    phase: PhaseName, step: str, setting: Setting, table: Table, language: str
) -> None:
    """Where the wall shows what the table has answered, a voice says the same with one full stop, elsewhere nothing."""
    evening, texts = at(an_evening(), "ideas"), load_texts(language)
    there = replace(evening.meeting, phase=phase, step=step, focus="", wall="", balance_shown=False)
    view = audience(replace(evening, table=table, meeting=there), load_process(), NOW, language=language)
    said = announce(view, texts)[len(view.marks) :]
    ((_, fact),) = table_facts(replace(evening, table=table), (setting,))
    words = fact_words(setting, fact, texts)
    name = texts.say(f"word.setting.{setting}")
    assert said == [(name, f"{name}: {words.rstrip('.')}.")]
    assert f">{words}<" in wall(view, texts, NOW)
    elsewhere = replace(there, phase="action", step="ideas")
    other = audience(replace(evening, table=table, meeting=elsewhere), load_process(), NOW, language=language)
    assert len(announce(other, texts)) == len(other.marks)


def test_ground_rules_are_said_with_one_full_stop_where_they_are_seen() -> None:
    """A rule that ends as a sentence does gets no second stop; in another step no rule is said."""
    rules = ("Tauko jo.", "Book the hall Pekka 15.12.", "Puhutaan vuorotellen", "Kuka aloittaa?")
    evening = at(an_evening(), "ideas")
    gone = replace(evening.ideas[0], fate="dropped")
    session = replace(evening, table=replace(evening.table, ground_rules=rules), ideas=(gone, *evening.ideas[1:]))
    texts = load_texts("fi")
    said = {}
    for step in ("opening", "ideas"):
        there = replace(session.meeting, step=step, focus="", wall="")
        view = audience(replace(session, meeting=there), load_process(), NOW)
        said[step] = [words for _, words in announce(view, texts)]
        assert not any(words.startswith(f"{gone.id}.") for words in said[step])
    assert [words for words in said["opening"] if words not in said["ideas"]] == [
        "Tauko jo.",
        "Book the hall Pekka 15.12.",
        "Puhutaan vuorotellen.",
        "Kuka aloittaa?",
    ]


def test_a_new_line_is_lit_and_fades_by_the_moment() -> None:
    """A line recorded just now is lit for eight seconds; a new task has the wall to itself for three."""
    before = _view("ideas")
    session = at(an_evening(), "ideas")
    idea = replace(session.ideas[0], id="I90", text="Uusi")
    after = audience(replace(session, ideas=(*session.ideas, idea)), load_process(), NOW, before)
    assert 'class="entry lit" id="e-I90"' in _page(after)
    assert "lit" not in re.findall(r'class="([^"]*)" id="e-I90"', _page(after, 9))[0]
    task = replace(session.tasks[0], id="T90", text="Tehdään")
    landed = audience(replace(session, tasks=(*session.tasks, task)), load_process(), NOW, before)
    assert '<p class="large">Tehdään</p>' in _page(landed)
    assert '<p class="large">Tehdään</p>' not in _page(landed, 4)


def test_before_the_first_picture_the_room_is_welcomed() -> None:
    """Where nothing can be shown yet, the page says what is waited for."""
    texts = load_texts("fi")
    made = page("x", waiting(texts, texts.say("audience.waiting.missing", file="<b>.toml")), texts)
    assert "<h1>Tervetuloa</h1>" in made
    assert "&lt;b&gt;.toml" in made


def test_the_room_is_told_how_to_open_the_page_while_people_arrive() -> None:
    """The code and the address stand at the roll call and in a break, and on no other picture."""
    texts = load_texts("fi")
    share = share_block(["http://192.168.1.20:8765/abc/"], texts)
    shown = {moment for moment in MOMENTS if share in wall(_view(moment), texts, NOW, "", share)}
    assert shown == {"people", "break"}
    assert share_block([], texts) == ""
    assert len(sign("http://192.168.1.20:8765/abc/").splitlines()) > 10


def test_both_themes_are_those_of_the_terminal() -> None:
    """The page's colours are the wall's own, light and dark."""
    css = page_files()["page.css"][0].decode()
    light, dark = (dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", part)) for part in css.split("}")[2:4])
    for found, palette in ((light, look.COLOURS[look.LIGHT]), (dark, look.COLOURS[look.DARK])):
        assert len(found) == 13
        assert {name: palette[name] for name in found} == found


def test_nothing_is_asked_from_elsewhere() -> None:
    """No file of the page names another address."""
    for name in ("page.css", "page.js"):
        assert not re.search(rb"https?:|//[a-z]|@import|eval\(|innerHTML", page_files()[name][0])


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("at_moment", list(enumerate(MOMENTS)), ids=list(MOMENTS))
def test_no_picture_has_barriers(at_moment: tuple[int, str], tmp_path: Path) -> None:
    """Axe finds no barrier on any picture, at three widths, in light and dark, and no page scrolls sideways."""
    number, moment = at_moment
    width, dark = ((1000, False), (320, True), (320, False), (1000, True), (1920, False))[number % 5]
    for name, (data, _) in page_files().items():
        (tmp_path / name).write_bytes(data)
    found = axe(_page(_view(moment)), tmp_path, width=width, dark=dark)
    assert found["violations"] == []
    assert "color-contrast" in found["passes"]
    assert (found["width"], found["overflow"], found["dark"]) == (width, 0, dark)
