"""What becomes of lines: recorded, given to a form, said in the closing round, or waiting with a question."""

from dataclasses import replace

from kpfacil.capture import Reading, Swapping, Window, Wish, choose, newcomer
from kpfacil.commands.base import Refused, Together
from kpfacil.commands.table import SayClosing
from kpfacil.commands.workings import KeepLine, ReleaseLine, entry_to_continue
from kpfacil.model.kinds import SIGNS, Records
from kpfacil.model.meeting import CLOSING_ROUND
from kpfacil.model.text import LONGEST
from kpfacil.model.workings import PendingLine, Sent
from kpfacil.tui import posting
from kpfacil.tui.forms import Asking, Form, form_for, said_of
from kpfacil.tui.forms_roster import RosterForm
from kpfacil.tui.reading import read
from kpfacil.tui.room import Room
from kpfacil.tui.sight import Put, Said
from kpfacil.tui.waiting import Reply, Waiting, apply_answer, instead_of, replies_to, tell_reading, try_reading
from kpfacil.views.outcome import new_ids

TEXT_KEY = "k"
"""The letter that takes a word such as *peru* as text after it was asked about."""
_SAID_OF_ENTRY = ("speakers", "assign", "change")
"""What `I3 Aino: karaoke` would do to an entry: where it was only chosen on the board, a new line is meant."""


def enter(room: Room, line: str) -> None:
    """Take a line from the capture line; what has to be mended is put back into it."""
    form, asked, taken = form_of(room, line), room.asking, room.taken
    mended, room.mending = room.mending, None
    room.asking, room.taken, room.begun = False, False, ""
    if form is not None:
        _fill(room, form, line, taken=taken)
        return
    if line.strip() in ("", room.sight.chosen):
        room.mend(room.sight.chosen) if line.strip() else answer(room)
        return
    before, room.answer_at = room.session, -1
    take(room, line, mended=mended)
    room.sight.chosen = ""
    if not asked and new_ids(before, room.session):
        room.turn_eyes(away=True)


def form_of(room: Room, line: str) -> Form | None:
    """Return the form that takes the line as it stands."""
    return form_for(room.form, line, room.panel if room.entered else "")


def _fill(room: Room, form: Form, line: str, *, taken: bool) -> None:
    """Give the line to the form; an empty line leaves it, one that cannot be read comes back."""
    room.form = None
    if not line.strip():
        return
    try:
        if len(line) > LONGEST:
            raise Refused("line-too-long", length=str(len(line)), longest=str(LONGEST))  # noqa: TRY301  said below
        room.perform(form.commands(line, room.session, room.texts))
        room.said = said_of(form, room.session, room.said, room.texts)
        if isinstance(form, RosterForm) and form.preview is not None:
            room.said = form.preview.tell(room.texts)
    except Refused as refusal:
        back = refusal.line if isinstance(refusal, Asking) else line
        room.begin(back, form, taken=taken)
        room.begun = ""  # the words are the typist's: leaving the form does not take them away
        room.trouble(refusal, back)


def read_line(room: Room, line: str) -> Reading | None:
    """Return how the half-typed line is understood; None where nothing is typed or a form asks for it."""
    if not line.strip() or form_of(room, line) is not None:
        return None
    if (word := closing_word(room, line, room.kind)) is not None:
        return Reading(kind=room.kind, who=(word.who,))
    reading = posting.read_here(room, _words_of(room, line), room.kind, _window(room, room.session.meeting.speaker))
    return try_reading(reading, room.desk)


def _window(room: Room, floor: str, swapping: Swapping = "empty") -> Window:
    """Return what a line knows of this window."""
    if room.post is not None:
        return room.post.window(floor, swapping, room.sight.last)
    return Window(swapping=swapping, last=room.sight.last, notes=room.panel == "notes", floor=floor)


def _words_of(room: Room, line: str) -> str:
    """Return the line without the chosen entry's id where it says who says what: that begins a new line."""
    chosen = room.sight.chosen
    rest = line.removeprefix(f"{chosen} ") if chosen else line
    if rest == line:
        return line
    whole, alone = read(line, room.session, room.kind), read(rest, room.session, room.kind)
    works_on_it = bool(whole.commands) and whole.act not in _SAID_OF_ENTRY
    begins = bool(alone.who and alone.commands) or bool(alone.asks)
    return rest if begins and not alone.entry and not works_on_it else line


def see_typed(room: Room, line: str) -> None:
    """Let go of what was said once something else is typed; a line that came back keeps its reason.

    A letter after a word that was asked about takes it as text.
    """
    asked = room.said.line
    if asked and line == f"{asked}{TEXT_KEY}" and read(asked, room.session, room.kind).act == "wish":
        mended, room.mending = room.mending, None
        room.put, room.said = Put(""), Said()
        take(room, asked, "always", mended)
    elif line and line.split() != room.said.line.split():
        room.said = Said()


def take(room: Room, line: str, swapping: Swapping = "empty", mended: PendingLine | None = None) -> bool:
    """Record a line, or let it wait; return whether it was recorded, and the waiting line it has come of let go."""
    kind, by = (mended.kind, mended.by) if mended else (room.kind, room.session.meeting.speaker)
    if (word := closing_word(room, line, kind)) is not None:
        return _say_closing(room, word, mended)
    return _take(room, _words_of(room, line), kind, by, swapping, mended)


def _take(room: Room, line: str, kind: Records, by: str, swapping: Swapping, mended: PendingLine | None) -> bool:
    reading = posting.read_here(room, line, kind, _window(room, by, swapping))
    if room.post is not None and room.post.takes(reading):
        return posting.send(room, room.post, Sent(line=line, sure=swapping == "always", kind=kind, floor=by), mended)
    refusal = _record(room, reading, mended) if reading.commands else reading.refusal
    if reading.commands and refusal is None:
        return True
    room.sight.last = ""  # nothing goes on with what was recorded before a line that was not
    if reading.wish is not None and swapping != "never":
        _ask_wish(room, line, reading.wish, mended)
    elif refusal or reading.waits:
        _wait(room, line, kind, by, mended, refusal)
    return False


def _ask_wish(room: Room, line: str, wish: Wish, mended: PendingLine | None) -> None:
    """Ask in place before a word such as *peru* is done; Enter once more does it."""
    if room.said.line != line:
        what = posting.to_undo(room)
        room.give_back(line, mended)
        key = "ask.wish.nothing" if wish == "undo" and not what else f"ask.wish.{wish}"
        room.said = Said(room.texts.say(key, what=what), line=line)
        return
    match wish:
        case "undo":
            room.undo() if room.post is None else posting.take_back(room, room.post)
        case "help":
            room.open_panel("help")
        case "quit":
            room.wish = "quit"


def _record(room: Room, reading: Reading, mended: PendingLine | None) -> Refused | None:
    """Do what a line says, and let the waiting line go that it has come of; return why that cannot be, if it cannot."""
    before = room.session
    try:
        room.perform(instead_of(mended, room.session, *reading.commands))
    except Refused as refusal:
        return refusal
    room.sight.last = entry_to_continue(before, room.session, reading.entry)
    room.said = tell_reading(reading, room.session, room.said, room.texts)
    return None


def closing_word(room: Room, line: str, kind: Records) -> SayClosing | None:
    """Return what a line says in the closing round, where somebody has the turn; a sign or an id begins an entry."""
    meeting = room.session.meeting
    speaker = meeting.speaker if meeting.wall == CLOSING_ROUND else ""
    if not speaker or not line.strip() or line.lstrip()[:1] in (*SIGNS, "\\") or len(line) > LONGEST:
        return None
    reading = read(line, room.session, kind)
    if reading.entry or reading.act not in ("", "add", "setting"):
        return None
    return SayClosing(who=speaker, text=line.strip())


def _say_closing(room: Room, word: SayClosing, mended: PendingLine | None) -> bool:
    if room.post is not None:
        return posting.send(room, room.post, Sent(line=word.text, floor=word.who, closing=True), mended)
    try:
        room.perform(instead_of(mended, room.session, word))
    except Refused as refusal:
        posting.come_back(room, word.text, room.kind, word.who, mended)
        room.trouble(refusal, word.text)
        return False
    room.sight.last = ""
    room.tell("said.closing", name=room.session.name_of(word.who))
    return True


# --- lines that wait ------------------------------------------------------------------------------------------------


def oldest(room: Room) -> Waiting | None:
    """Return the oldest line that waits as it reads now, a question changes with the session; None where none does."""
    pending = next(iter(room.session.pending), None)
    if pending is None:
        return None
    if len(pending.line) > LONGEST:
        refusal = Refused("line-too-long", length=str(len(pending.line)), longest=str(LONGEST))
        return Waiting(pending, Reading(kind=pending.kind), refusal)
    window = replace(_window(room, pending.by), last="", notes=False)
    reading = try_reading(posting.read_here(room, pending.line, pending.kind, window), room.desk)
    return Waiting(pending, reading, reading.refusal)


def _wait(room: Room, line: str, kind: Records, by: str, mended: PendingLine | None, refusal: Refused | None) -> None:
    """Keep a line that cannot be taken yet; one longer than any entry comes back, one of mere signs is only refused."""
    if refusal is not None and not any(map(str.isalnum, line)):
        room.trouble(refusal)
    elif refusal is not None and len(line) > LONGEST:
        posting.come_back(room, line, kind, by, mended)
        room.trouble(refusal, line)
    else:
        posting.keep_waiting(room, line, kind, by, mended)


def keep_half_typed(room: Room) -> None:
    """Have words wait that were typed by hand and not entered; a waiting line that was mended waits as it is now."""
    mended = room.mending
    kind, by = (mended.kind, mended.by) if mended else (room.kind, room.session.meeting.speaker)
    if any(map(str.isalnum, room.line)) and not room.line_free:
        # A closing terminal says so more than once: the same words wait once.
        room.mending = posting.keep_waiting(room, room.line, kind, by, mended)


def replies(room: Room) -> tuple[Reply, ...]:
    """Return the answers to the oldest line that waits."""
    first = oldest(room)
    return replies_to(first, room.session, room.texts) if first is not None else ()


def move_answer(room: Room, by: int) -> None:
    """Choose the next or the previous answer to the line that waits."""
    known = replies(room)
    if known:
        room.answer_at = (room.answer_at + by) % len(known) if room.answer_at >= 0 or by > 0 else len(known) - 1


def answer(room: Room, index: int | None = None) -> None:
    """Give the chosen answer to the oldest line that waits; one that is to be mended goes back into the line."""
    first, known = oldest(room), replies(room)
    index = room.answer_at if index is None else index
    if first is None or not 0 <= index < len(known):
        return
    reply, room.answer_at = known[index], -1
    match reply.act:
        case "edit":
            room.give_back(first.line, first.pending)
        case "add":
            _add_newcomer(room, first) if room.post is None else posting.join(room, room.post, first)
        case "yes":
            _surely(room, first)
        case "drop":
            if room.do(ReleaseLine(line=first.pending)):
                room.tell("said.dropped")
        case _:
            line, swapping = apply_answer(first, reply, room.session)
            take(room, line, swapping, first.pending)


def _surely(room: Room, first: Waiting) -> None:
    """Take a line that was asked about, after what has to be done before it."""
    doubt = first.reading.doubt
    if doubt is not None and (not doubt.commands or room.do(Together(commands=doubt.commands))):
        take(room, doubt.line or first.line, "always", first.pending)


def _add_newcomer(room: Room, first: Waiting) -> None:
    """Add the person the line speaks of, and record the line, as one change."""
    ask, pending = first.reading.asks[0], first.pending
    try:
        person = newcomer(room.session, ask.name)
        joined = person.apply(room.session, room.desk.scene)
        line = choose(first.line, ask, person.id, joined)
        reading = read(line, joined, pending.kind, Window(floor=pending.by))
        if reading.commands:
            room.perform(Together(commands=(person, *reading.commands, ReleaseLine(line=pending))))
        else:
            room.perform(person)
            room.perform(KeepLine(line=replace(pending, line=line), instead=pending))
    except Refused as refusal:
        room.trouble(refusal)
