"""Laws of the memo over generated sessions: nothing said is lost, nothing that is secret gets out."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from kpfacil.export.document import Bars, Break, Doc, Facts, Heading, Inlines, ListBlock, Para, TableBlock, plain, words
from kpfacil.export.letters import letter
from kpfacil.export.memo import memo
from kpfacil.export.public_pages import Filed, index_page
from kpfacil.export.report import report
from kpfacil.export.tasks import Kept, TaskQuery, action_table, cells
from kpfacil.export.tasks_calendar import todos
from kpfacil.model.entries import Agreement, Consent, Idea, Note, Offer, Parked, Pledge, Remark, Task
from kpfacil.model.formats import PARTS
from kpfacil.model.meeting import Evaluation, Material, Meeting, Visit
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from kpfacil.model.table import Table as PartnershipTable
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process

AnEntry = TypeVar("AnEntry", Idea, Agreement, Task, Parked, Offer, Remark)

FIRST = ("Zeldamari", "Quintus", "Ylvästiina", "Örjan", "Xanthippa", "Jukka-Pekka")
LAST = ("Kvistholm", "Zätterqvist", "Hämäläisvuori", "O'Wrzos", "Pöntinen")
PARTIES = (Party(id="kyla", name="Kylätoimikunta"), Party(id="srk", name="Seurakunta"))
HIDDEN = "omamuistiinpano"
NASTY = ("<b>", "*x*", "[/foo]", "|", "\n", "a", "ö", "1. ", "# ", "\\", "{n}", "{who}", "🧶", " ", "talkoot")

said = st.lists(st.sampled_from(NASTY), min_size=1, max_size=5).map("".join).map(lambda text: f"sana {text} loppu")
moments = st.none() | st.sampled_from([datetime(2026, 11, 21, 17, tzinfo=UTC), datetime(2026, 10, 2, 17, tzinfo=UTC)])
steps = st.sampled_from(["", "ideas", "agree", "opening", "muu"])
phases = st.sampled_from([None, "action", "renewal"])


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Return a session where people are spoken of in every field that takes words."""
    people = tuple(
        Participant(
            id=f"h{number}",
            name=f"{draw(st.sampled_from(FIRST))} {draw(st.sampled_from(LAST))}",
            party=draw(st.sampled_from(["", "kyla", "srk"])),
            presence=draw(st.sampled_from(["expected", "present", "remote", "excused", "absent"])),
            site=draw(st.sampled_from(["", "Salapaikka"])),
            roles=draw(st.sampled_from([(), ("secretary",), ("chair",)])),
        )
        for number in range(draw(st.integers(1, 4)))
    )
    names = st.sampled_from([person.name for person in people])
    text = st.builds("{} {} {}".format, said, names, st.just("lopuksi"))
    who = st.lists(st.sampled_from([*(person.id for person in people), "kyla"]), max_size=3, unique=True).map(tuple)
    one = st.sampled_from(["", *(person.id for person in people), "srk"])
    place = {"phase": phases, "step": steps, "at": moments}
    consents = st.builds(
        Consent, who=one.filter(bool), answer=st.sampled_from(["yes", "reservation", "no", "absent"]), reason=text
    )
    pledges = st.builds(Pledge, text=text, by=one, amount=st.none() | st.integers(1, 9), unit=st.just("h"))
    tasks = st.builds(
        Task,
        id=st.just("T1"),
        text=text,
        owners=who,
        due_text=names,
        state=st.sampled_from(["open", "waiting", "done", "lapsed"]),
        note=text,
        raised_on=st.sampled_from([None, date(2026, 11, 21), date(2026, 9, 1)]),
        reviewed_on=st.sampled_from([None, date(2026, 11, 21)]),
        mandate=st.sampled_from(["self", "organisation", "decision"]),
        carrier=one,
        resources=st.lists(pledges, max_size=2).map(tuple),
        **place,
    )
    agreements = st.builds(
        Agreement,
        id=st.just("S1"),
        text=text,
        by=who,
        consent=st.lists(consents, max_size=3, unique_by=lambda consent: consent.who).map(tuple),
        mandate=st.sampled_from(["self", "organisation", "decision"]),
        carrier=one,
        **place,
    )
    ideas = st.builds(Idea, id=st.just("I1"), text=text, by=who, theme=names | st.just(""), **place)
    parked = st.builds(Parked, id=st.just("P1"), text=text, by=who, next_step=text, **place)
    offers = st.builds(Offer, id=st.just("O1"), text=text, by=one, **place)
    remarks = st.builds(Remark, id=st.just("K1"), text=text, by=who, **place)
    return Session(
        table=PartnershipTable(
            name="Pöytä",
            goal=draw(text),
            ground_rules=(draw(text),),
            goals=(Goal(id="G1", text=draw(text), reason=draw(text)),),
        ),
        meeting=Meeting(date=date(2026, 11, 21), phase="action", step="ideas", place=draw(names)),
        parties=PARTIES,
        participants=people,
        materials=(Material(title=draw(names), url="https://example.org"),),
        ideas=_numbered(draw(st.lists(ideas, max_size=3))),
        agreements=_numbered(draw(st.lists(agreements, max_size=3))),
        tasks=_numbered(draw(st.lists(tasks, max_size=3))),
        parked=_numbered(draw(st.lists(parked, max_size=3))),
        offers=_numbered(draw(st.lists(offers, max_size=3))),
        remarks=_numbered(draw(st.lists(remarks, max_size=2))),
        notes=(Note(id="N1", text=HIDDEN, step="ideas"),),
        visits=draw(st.sampled_from([(), (Visit(step="agree", entered=datetime(2026, 11, 21, 16, tzinfo=UTC)),)])),
        evaluations=(
            Evaluation(key="closing", text=f"{HIDDEN} ei", who=people[0].id),
            Evaluation(key="local-needs", value=3, text=draw(text)),
        ),
    )


def _numbered(entries: list[AnEntry]) -> tuple[AnEntry, ...]:
    return tuple(replace(entry, id=f"{entry.id[0]}{number}") for number, entry in enumerate(entries, 1))


def leaves(doc: Doc) -> list[str]:
    """Return every piece of text of a document, a cell or item as one."""
    found = [doc.title, doc.subtitle, doc.standing, doc.author, doc.subject]
    for block in doc.blocks:
        inlines: list[Inlines] = []
        match block:
            case Heading(text=text):
                found.append(text)
            case Para(inlines=para):
                inlines = [para]
            case ListBlock(items=items):
                inlines = list(items)
            case Facts(pairs=pairs):
                inlines = [value for _, value in pairs]
            case TableBlock(rows=rows):
                inlines = [cell for row in rows for cell in row]
            case Bars(points=points):
                found += [point.label for point in points]
        found += [plain(one) for one in inlines]
    return found


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_everything_recorded_is_in_the_participants_memo(session: Session) -> None:
    """Each entry's words are somewhere in the participants' memo, own notes nowhere."""
    everything = "\n".join(leaves(memo(session, load_texts("fi"), load_process(), "participants")))
    for entry in session.entries():
        if isinstance(entry, Note):
            assert f"{HIDDEN}\n" not in everything + "\n"
        else:
            assert plain(words(entry.text)) in everything


@settings(max_examples=60, deadline=None)
@given(sessions(), st.sampled_from(["fi", "en"]))
def test_public_documents_name_no_participant(session: Session, language: str) -> None:
    """No name of the roster, whole or first or last, no own note, no site, no line of the closing round gets out."""
    texts = load_texts(language)
    kept = (Kept(folder="poyta", session=session),)
    everything_but_minutes = frozenset(part for part in PARTS if part != "minutes")
    documents = (
        memo(session, texts, load_process(), "public"),
        memo(session, texts, load_process(), "public", brief=True),
        memo(session, texts, load_process(), "public", with_=everything_but_minutes),
        letter(session, texts, "public"),
        report((session,), texts, session.meeting.date, profile="public"),
        action_table(TaskQuery(kept, texts, session.meeting.date, profile="public")),
        index_page((Filed(session=session),), texts, session.meeting.date),
    )
    told = [leaf for document in documents for leaf in leaves(document)]
    told += [cell for row in cells(TaskQuery(kept, texts, session.meeting.date, profile="public")) for cell in row]
    told += [repr(entry) for entry in todos(TaskQuery(kept, texts, session.meeting.date, profile="public"))]
    everything = "\n".join(told).casefold()
    for person in session.participants:
        for part in (person.name, *person.name.split()):
            assert part.casefold() not in everything
        assert f" {person.id} " not in f" {everything} "
    for secret in (HIDDEN, "salapaikka"):
        assert secret not in everything


@settings(max_examples=30, deadline=None)
@given(sessions())
def test_the_public_memo_gives_no_reason_of_a_reservation(session: Session) -> None:
    """Reasons tell who gave them, so they stay at the table."""
    marked = tuple(
        replace(agreement, consent=tuple(replace(consent, reason=f"syy{HIDDEN}") for consent in agreement.consent))
        for agreement in session.agreements
    )
    public = memo(replace(session, agreements=marked), load_texts("fi"), load_process(), "public")
    assert HIDDEN not in "\n".join(leaves(public))


def test_a_break_is_a_leaf_of_its_own() -> None:
    """The laws above compare texts with their line ends kept."""
    assert Break() in words("a\nb")


@settings(max_examples=30, deadline=None)
@given(sessions())
def test_no_document_has_an_empty_heading(session: Session) -> None:
    """Nothing is announced that is not there: each heading has words before the next one of its level or above."""
    for made in (
        memo(session, load_texts("fi"), load_process(), "participants"),
        memo(session, load_texts("fi"), load_process(), "public"),
        report((session,), load_texts("fi"), session.meeting.date),
    ):
        for block, following in zip(made.blocks, (*made.blocks[1:], None), strict=True):
            if isinstance(block, Heading):
                deeper = isinstance(following, Heading) and following.level > block.level
                assert following is not None
                assert deeper or not isinstance(following, Heading), block.text
