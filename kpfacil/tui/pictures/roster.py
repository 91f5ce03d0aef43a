"""The roster: who is at the table, by name and party, with signs and words for presence."""

from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.heard import ids_heard
from kpfacil.tui.asked import Act, OpenPeople
from kpfacil.tui.paint import Rows, Size, row, shorten
from kpfacil.views.names import short_name

PRESENCE_SIGNS = {"expected": "·", "present": "●", "remote": "◌", "excused": "–", "absent": "×"}


def roster_rows(session: Session, texts: Texts, size: Size, nobody: str) -> Rows:
    """Return the roster for a narrow column: a sign of presence, the name, the party, a tick for who was heard.

    `nobody` is the key of what stands there while it is empty.
    """
    width, height = size
    rows = [row((f" {texts.say('at-table.title')} ", "strong"), (str(len(session.members)), "dim"), does=Act("people"))]
    if not session.members:
        return [*rows, row((f" {shorten(texts.say(nobody), width - 2)}", "dim"), does=Act("people"))]
    two_lines = len(session.members) * 2 + 1 <= height
    for person in session.members:
        rows += _person(session, person, texts, width, two_lines=two_lines)
    if len(rows) > height:
        hidden = len(rows) - height + 1
        rows = [*rows[: height - 1], row((f"   + {hidden}", "dim"), does=Act("people"))]
    return rows


def _person(session: Session, person: Participant, texts: Texts, width: int, *, two_lines: bool) -> Rows:
    gone = not person.may_answer
    sign = "→" if person.left is not None or person.out else PRESENCE_SIGNS[person.presence]
    mark = "✓" if person.id in ids_heard(session) else " "
    whole = session.name_of(person.id)
    name = whole if width > len(whole) + 6 else short_name(session, person.id)
    does = OpenPeople(person.id)
    rows = [row((f" {sign} ", "strong"), (f"{name} ", "dim" if gone else "text"), (mark, "good"), does=does)]
    if two_lines:
        away = person.presence in ("excused", "absent", "remote")
        facts = (session.name_of(person.party), texts.say(f"word.presence.{person.presence}") if away else "")
        rows.append(row((f"   {shorten(' · '.join(filter(None, facts)), width - 4)}", "dim"), does=does))
    return rows
