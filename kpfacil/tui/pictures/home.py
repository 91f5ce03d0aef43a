"""The home screen's picture: what to go on with, tables and their meetings, damaged files, the keys."""

from itertools import count

from rich.cells import cell_len

from kpfacil.model.dates import long_date
from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Press
from kpfacil.tui.forms_roster import list_rows
from kpfacil.tui.home_desk import FIRST_STEPS, TYPED, HomeDesk
from kpfacil.tui.home_files import HomeRoster
from kpfacil.tui.listing import MARK, Block, in_rows, key_in_words, place_block, seen_rows
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, ends, indent, inset, paragraph, row, shorten
from kpfacil.tui.pictures.foot import frame_bottom, frame_room, frame_top
from kpfacil.views.archive import DamagedLine, SessionLine, found_in

_GUIDE = 8
_WIDE = 97
_SAID_ROWS = 10
_REASON_ROWS = 3
_KEYS: dict[str, dict[str, str]] = {
    "list": {
        "Enter": "run",
        "n": "new",
        "s": "show",
        "m": "memo",
        "/": "search",
        "q": "quit",
        "o": "roster",
        "e": "rename",
        "d": "remove",
        "F1": "guide",
        "t": "theme",
        "k": "language",
        "u": "invite",
        "r": "remind",
        "j": "publish",
    },
    "first": {"Enter": "choose", "q": "quit", "t": "theme", "k": "language"},
    "guide": {"Esc": "back", "d": "demo"},
}
_ENTER = {"search": "run", "new": "prepare", "rename": "rename", "roster": "look", "seen": "take"}
"""What Enter does where a line is typed, which Esc leaves."""


def home_rows(desk: HomeDesk, texts: Texts, folder: str, size: Size) -> Rows:
    """Return what stands above the line, for a size of (width, height) cells."""
    width, height = size
    title = row((f" {texts.say('home.title')}", "strong"))
    name = row((f"{shorten(folder, max(0, width - title.width - 4))} ", "dim"))
    head = [ends(title, name, width), row(("─" * width, "rule"))]
    return [*head, *_body(desk, texts, width, max(0, height - len(head)))]


def _body(desk: HomeDesk, texts: Texts, width: int, height: int) -> Rows:
    if desk.view is None:
        return [EMPTY, row((f"   {texts.say('home.reading')}", "dim"))]
    if desk.mode == "guide":
        return _scroll(_guide(texts, width), desk, texts, height)
    if desk.mode == "roster" and desk.roster is not None:
        return _roster(desk, desk.roster, texts, width, height)
    if desk.first_time:
        return _first_time(desk, texts, width)[:height]
    blocks = _blocks(desk, texts, width)
    return seen_rows(blocks, min(desk.at, max(0, desk.count - 1)), height, texts)


def _first_time(desk: HomeDesk, texts: Texts, width: int) -> Rows:
    rows = [EMPTY, *inset(texts.say("home.first.welcome"), width, "strong")]
    rows += [*inset(texts.say("home.first.what"), width, "text"), EMPTY]
    for at, step in enumerate(FIRST_STEPS):
        words = row((f"{at + 1}  {texts.say(f'home.first.{step}')}", "strong"))
        rows += place_block([words], at, chosen=at == desk.at and desk.mode == "list").rows
        rows += [*indent(paragraph(texts.say(f"home.first.{step}-help"), width - 8, "dim"), 6), EMPTY]
    return rows


def _guide(texts: Texts, width: int) -> Rows:
    rows = [EMPTY, *inset(texts.say("home.guide.title"), width, "strong"), EMPTY]
    for number in range(1, _GUIDE + 1):
        rows += [*inset(texts.say(f"home.guide.{number}"), width, "text"), EMPTY]
    return rows


def _scroll(rows: Rows, desk: HomeDesk, texts: Texts, height: int) -> Rows:
    """Return the rows without air where they would not fit with it, as far down as was read, and how many follow."""
    if len(rows) > height:
        rows = [made for made in rows if made.spans]
    desk.top = max(0, min(desk.top, len(rows) - height))
    seen, left = rows[desk.top : desk.top + height], len(rows) - desk.top - height
    more = row("   ", (texts.count("board.more", left + 1), "dim"), does=Press("pagedown"))
    return [*seen[:-1], more] if left > 0 else seen


def _blocks(desk: HomeDesk, texts: Texts, width: int) -> list[Block]:
    """Return what there is to go on with, the tables with their meetings, and the files that are not counted."""
    shown, places = desk.shown, count()
    blocks: list[Block] = [Block((EMPTY,))]

    def add(lines: Rows) -> None:
        place = next(places)
        blocks.append(place_block(lines, place, chosen=place == desk.at))

    if shown.resume is not None:
        add(_resume(shown.resume, texts, width - MARK))
        blocks.append(Block((EMPTY,)))
    for table in shown.tables:
        blocks.append(Block((row((f" {shorten(table.name, width - 2)}", "strong")),)))
        for line in table.sessions:
            found = found_in(line, desk.line, texts.language) if desk.mode == "search" else ""
            words = [row((f"  {shorten(found, width - MARK - 3)}", "dim"))] if found else []
            add([_meeting(line, texts, width - MARK), *words])
        blocks.append(Block((EMPTY,)))
    for damaged in shown.damaged:
        add(_damaged_rows(damaged, texts, width - MARK, whole=desk.chosen_file is damaged))
    if not shown.tables and desk.mode == "search":
        blocks.append(Block((row((f"   {texts.say('home.no-match')}", "dim")),)))
    return blocks


def _resume(line: SessionLine, texts: Texts, width: int) -> Rows:
    day = long_date(line.brief.meeting.date, texts.locale)
    where = texts.say("home.resume.where", day=day, phase=line.phase, step=line.step)
    words = texts.say("home.resume.what", table=line.brief.table)
    rows = [row((shorten(words, width - 1), "strong")), row(shorten(where, width - 1))]
    return rows + (paragraph(texts.say("home.resume.crashed"), width - 3, "good") if line.left_behind else [])


def _meeting(line: SessionLine, texts: Texts, width: int) -> Row:
    brief, meeting = line.brief, line.brief.meeting
    day = f"{long_date(meeting.date, texts.locale):<16}"
    words = texts.say("home.meeting", day=day, number=meeting.number, year=meeting.date.year)
    left = row(words, (f"   {line.phase} · {line.step}", "dim"))
    counts = texts.say("home.counts", ideas=brief.ideas, agreed=brief.agreements, tasks=brief.tasks)
    standing = texts.say(f"word.status.{meeting.status}")
    right = row((f"{counts}   {standing} ", "dim")) if width >= _WIDE else row((f"  {standing} ", "dim"))
    return ends(left, right, width)


def _damaged_rows(line: DamagedLine, texts: Texts, width: int, *, whole: bool) -> Rows:
    """Return a file that is not counted, and why: `whole` under the cursor, where there may be much to read."""
    name = texts.say("home.aside" if line.aside else "home.damaged", name=line.name)
    reason = paragraph(line.reason, width - 3, "dim", None if whole else _REASON_ROWS)
    return [row((f"! {shorten(name, width - 3)}", "trouble")), *reason]


def _roster(desk: HomeDesk, roster: HomeRoster, texts: Texts, width: int, height: int) -> Rows:
    """Return the files to choose from, or what the chosen one would bring."""
    if not roster.choosing:
        return _scroll([EMPTY, *list_rows(texts, roster.form, width)], desk, texts, height)
    title = texts.say("home.roster.title", table=roster.session.table.name)
    head = [*inset(title, width, "strong"), EMPTY]
    if not roster.files:
        return [*head, *inset(texts.say("home.roster.none"), width, "dim")]
    blocks = [
        place_block(
            [row(path.name, (f"   {shorten(str(path.parent), width // 2)}", "dim"))], at, chosen=at == roster.at
        )
        for at, path in enumerate(roster.files)
    ]
    return [*head, *seen_rows(blocks, roster.at, height - len(head), texts)]


def line_top(desk: HomeDesk, texts: Texts, width: int) -> Rows:
    """Return the upper edge of the line: what is being typed."""
    return [frame_top(texts.say(f"home.{desk.mode}.label"), "strong", "", width)] if desk.mode in TYPED else []


def foot_rows(desk: HomeDesk, texts: Texts, width: int) -> Rows:
    """Return what stands below the line: its lower edge, what is said, and the keys of where we are."""
    typed = desk.mode in TYPED
    words, style = _words(desk, texts)
    fits = typed and cell_len(words) <= frame_room(width)
    edge = [frame_bottom(words if fits else "", style, width)] if typed else []
    more = [] if fits or not words else inset(words, width, style, _SAID_ROWS, margin=1)
    return [*edge, *more, *_keys(desk, texts, width)]


def _words(desk: HomeDesk, texts: Texts) -> tuple[str, str]:
    """Return what is said, else what the line asks for, and its style."""
    typed = desk.mode in TYPED
    if desk.said:
        said = desk.said if isinstance(desk.said, str) else texts.say_sentence(desk.said)
        return said, "trouble" if typed else "good"
    hint = "hint.bring-back" if desk.let_go and not desk.line else f"home.{desk.mode}.hint"
    if desk.mode == "roster" and desk.roster is not None and not desk.roster.choosing:
        hint = f"form.{desk.roster.form.name}-hint"
    return texts.say(hint) if typed else "", "dim"


def _keys(desk: HomeDesk, texts: Texts, width: int) -> Rows:
    """Return the keys of where we are, in as many rows as they take."""
    mode: str = "first" if desk.mode == "list" and desk.first_time else desk.mode
    if desk.roster is not None and desk.mode == "roster" and not desk.roster.choosing:
        mode = "seen"
    listed = _KEYS.get(mode) or {"Enter": _ENTER[mode], "Esc": "back"}
    keys = (key_in_words(key, texts.say(f"home.key.{action}"), Press(key)) for key, action in listed.items())
    return in_rows(keys, width, 1)
