"""The memo of one meeting, as a secretary would send it: one page first, then the details, for us or for everybody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kpfacil.export import memo_details, memo_matters, memo_page
from kpfacil.export.document import Block, Doc, para
from kpfacil.export.public_pages import agreements_page
from kpfacil.export.report import report
from kpfacil.export.tasks import Kept, TaskQuery, action_table
from kpfacil.export.tell import Profile, Teller, paper, teller
from kpfacil.model.formats import Part
from kpfacil.model.process import Process
from kpfacil.model.session import Session, in_order, place_of
from kpfacil.model.texts import Texts
from kpfacil.views.proof import Proofreading, all_texts_of, people_of
from kpfacil.views.proof_listed import ListedPlace, Told, listed_places

_NOTHING: frozenset[Part] = frozenset()


def memo(
    session: Session,
    texts: Texts,
    process: Process,
    profile: Profile,
    others: Iterable[Session] = (),
    *,
    brief: bool = False,
    with_: frozenset[Part] = _NOTHING,
) -> Doc:
    """Return a session's memo in the language of the texts, dated by the meeting.

    The participants' memo holds every entry but the facilitator's own notes. The public one names nobody who has not
    agreed to it and leaves out remarks, reasons, reservations' words and offers, unless `with_` names them; while
    places wait to be decided, it says so. `others` are the table's other sessions: their people are not named either,
    and what is new and what the term has brought is told from them. A `brief` memo is the first page alone.
    """
    known = tuple(others)
    tell = teller(session, texts, profile, known, with_)
    subtitle = memo_page.subtitle(tell)
    blocks = tuple(_blocks(tell, process, known, brief=brief))
    standing = texts.say(f"memo.standing.{session.meeting.status}")
    waiting = sum(one.waits for one in public_places(session, texts, process, known, with_)) if tell.public else 0
    if waiting:
        standing = f"{standing} · {texts.count('memo.unproofed', waiting)}"
    elif (tell.public or not brief) and (session.participants or session.crowd):
        blocks = (*blocks, para(texts.say(f"memo.for.{profile}")))
    day, author = session.meeting.date, session.table.name
    subject = texts.say("memo.subject", date=tell.day(day))
    doc = paper(texts, title(session, texts), blocks, day, author=author, subtitle=subtitle, subject=subject)
    return replace(doc, standing=standing, waiting=waiting, told=tell.told)


def public_places(
    session: Session,
    texts: Texts,
    process: Process,
    others: Iterable[Session] = (),
    with_: frozenset[Part] = _NOTHING,
) -> tuple[ListedPlace, ...]:
    """Return the places that name somebody or may name somebody in what the public reads, decided ones too.

    First those of the session's memo, then those of what other documents of the table print of the session; what only
    `with_` brings in is numbered behind them.
    """
    known = tuple(others)
    tell = teller(session, texts, "public", known)
    usual, chosen = (_find_places(replace(tell, chosen=parts, told={}), process, known) for parts in (_NOTHING, with_))
    here = {text for _, text in all_texts_of(session)}
    beside = (doc.told.items() for doc in _other_documents(session, texts, known))
    printed = ({told: proof for told, proof in one if told[0] in here} for one in beside)
    return listed_places(session, usual, *printed, chosen if with_ else {})


def _other_documents(session: Session, texts: Texts, others: tuple[Session, ...]) -> Iterator[Doc]:
    """Yield what else is published of a table up to a session, and the report with each consent from there on."""
    every = in_order((*others, session))
    so_far = tuple(one for one in every if place_of(one) <= place_of(session))
    later = tuple(one for one in every if place_of(one) > place_of(session))
    first, last = every[0].meeting.date, every[-1].meeting.date
    ends = {frozenset(people_of((), one)[1]): one.meeting.date for one in (*later, session)}
    for end in dict.fromkeys((*ends.values(), last)):
        yield report(every, texts, last, first, end, "public")
    kept, beside = (tuple(Kept(folder="", session=one) for one in some) for some in (so_far, later))
    yield action_table(TaskQuery(kept, texts, last, profile="public", others=beside))
    yield agreements_page(so_far, texts, last, later)


def proofed_words(places: Iterable[ListedPlace], session: Session, texts: Texts) -> str:
    """Return what to say where no place waits any more; whether the memo is published depends on its standing."""
    draft = session.meeting.status == "draft"
    found, onward = ("done" if any(places) else "nothing"), ("draft" if draft else "ready")
    return f"{texts.say(f'panel.proof.{found}')} {texts.say(f'panel.proof.{onward}')}"


def _find_places(tell: Teller, process: Process, others: tuple[Session, ...]) -> Mapping[Told, Proofreading]:
    """Return the places in people's words as a memo prints them."""
    memo_page.subtitle(tell)
    tuple(_blocks(tell, process, others, brief=False))
    return tell.told


def title(session: Session, texts: Texts) -> str:
    """Return the memo's title: the table, *muistio*, number and year."""
    meeting = session.meeting
    return texts.say("memo.title", table=session.table.name, number=meeting.number, year=meeting.date.year)


def _blocks(tell: Teller, process: Process, others: tuple[Session, ...], *, brief: bool) -> Iterator[Block]:
    yield from memo_page.first_page(tell)
    if brief:
        return
    earlier = tuple(one for one in in_order(others) if place_of(one) < place_of(tell.session))
    yield from memo_details.people(tell, earlier)
    yield from memo_matters.tell_matters(tell, process)
    yield from memo_details.left_over(tell, earlier)
    yield from memo_details.minutes(tell, process)
    yield from memo_details.about(tell, process, earlier)
