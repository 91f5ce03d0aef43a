"""Generated archives: a few meetings of one table, with people whose names are hard to tell from other words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from kpfacil.model.entries import Agreement, Consent, Hands, Idea, Note, Offer, Parked, Pledge, Remark, StoryLine, Task
from kpfacil.model.meeting import Evaluation, Material, Meeting, ProgrammeItem
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Charter, Goal, Table

ENCLITICS = ("", "", "kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "kohan", "ni", "nsa")


@dataclass(frozen=True)
class Known:
    """Somebody of a roster: forms of the name that can be nothing else, and what may be left of none of them."""

    handle: str
    name: str
    forms: tuple[str, ...]
    """Words that take enclitics."""
    wholes: tuple[str, ...]
    """What stands as it is."""
    trace: str
    doubted: tuple[str, ...] = ()
    """Forms that may be another word too."""


def _cases(*stems: str) -> tuple[str, ...]:
    return tuple(
        stem + ending for stem in stems for ending in ("n", "lle", "lta", "lla", "ssa", "sta", "ksi", "na", "tta", "t")
    )


PEOPLE = (
    Known(
        "liisa",
        "Liisa Mäkinen",
        ("Liisa", "Liisaa", "Liisaan", "Mäkinen", "Mäkistä", "Makinen", "Mäkisten", *_cases("Liisa", "Mäkise")),
        (
            "LIISALLE",
            "liisaltakin",
            "liisamäkinen",
            "LiisaMäkinen",
            "Liisa-täti",
            "Liisa M.",
            "L. Mäkinen",
            "@liisa",
            "L.Mäkinen",
            "#LiisaMäkinen",
            "Liisa\nMäkinen",
            "Mä-\nkinen",
            "Liisa\u00a0Mäkinen",
            "Lii\u00adsa",
            "Lii\u200bsalle",
            "https://example.org/liisa.makinen",
            "liisa_84",
            "lmäkinen",
            "Mäkinen, Liisa",
            "**Liisa**",
            "ＬＩＩＳＡ",
            "L11sa",
            "M4kisen",
            "M. L.",
            "L.i.i.s.a",
        ),
        r"lii?s[ao]|l11s|m4k|m\. l\.|l\.i\.i|m[äa]-?\s?kin|mäkis|makis|ｌｉｉｓ",
        ("ML", "L M", "liimak"),
    ),
    Known(
        "annamaija",
        "Anna-Maija Korhonen-Wirta",
        ("Maija", "Korhonen", "Annalle", "Annalta", "Wirralle", *_cases("Maija", "Korhose")),
        ("Anna-Maija", "Annamaija", "Anna Maija Korhonen", "AM Korhonen", "Korhosen Anna", "annamaija", "A.K."),
        r"annal|maija|korho|wirr|am korh|\ba\.k\.",
    ),
    Known(
        "sean",
        "Seán O'Connor",
        ("Seanille", "O'Connorille", "Connorilta", "OConnor"),
        ("O’Connor", "O´Connorin", "Seán", "sean"),
        r"se[aá]n|connor",
    ),
    Known(
        "maret",
        "Máret Ánne Näkkäläjärvi",
        ("Máret", "Maretille", "Ánnelle", "Näkkäläjärveltä", "Näkkäläjärven"),
        ("Máret Ánnelle", "MÁRET"),
        r"m[aá]ret|ánnel|näkkälä",
    ),
    Known(
        "toivo",
        "Toivo Lahti",
        (),
        ("Toivo Lahti", "Toivo Lahden", "T. Lahti", "Lahti Toivo", "toivolahti"),
        r"toivo\W*lah|lahti\W*toiv|t\. lahti",
        ("Toivo", "Lahden", "Lahti", "Toivolle"),
    ),
    Known(
        "puheenjohtaja2",
        "Otto Mäki",
        (),
        ("Otto Mäki", "Otto Mäelle", "O. Mäki", "puheenjohtaja2"),
        r"otto\W*mä|o\. mäki|puheenjohtaja2",
        ("Otto", "Mäki", "Mäen"),
    ),
    Known(
        "jp",
        "J.P. Rantanen",
        ("Rantanen", *_cases("Rantase")),
        ("J. P. Rantanen", "J.P.", "JP Rantanen", "J-P Rantanen"),
        r"rantan|rantas|j\.\s?p\.|jp r|j-p",
    ),
    Known(
        "pikku",
        "eero lehtonen",
        ("Eero", "Lehtonen", *_cases("Eero", "Lehtose")),
        ("eero lehtonen", "EERO"),
        r"eero|lehto",
    ),
    Known("ulla", "Ulla Å", ("Ulla", *_cases("Ulla")), ("Ulla Å", "Ulla Å:n"), r"ulla(?!\w*[^\W])|\bå\b"),
    Known("seat", "Kulttuurin edustaja", (), ("Kulttuurin edustajalta", "Kulttuurin edustaja"), r"kulttuurin edustaj"),
    Known("bo7", "Bo af Hällström", ("Hällström", "Hällströmille"), ("bo7", "Bo Hällström", "@bo7"), r"hällström|bo7"),
)
CONTACTS = (
    "050 123 4567",
    "0501234567",
    "050–123 4567",
    "+358 (0)50 123 4567",
    "p.0401234567",
    "puh. 234567",
    "nolla viisi nolla yksi kaksi kolme neljä",
    "puh. nollaviisnolla yks kaks nelj",
    "0 4 0 1 2 3 4 5 6",
    "050/1234567",
    "358401234567",
    "etu.suku@example.org",
    "etu(dot)suku(at)example.org",
    "etu.suku [at] example [piste] fi",
    "etu piste suku ät example piste fi",
    "etu.suku＠example.org",
    "010190-123A",
    "010190a123b",
    "010190–123A",
    "FI21 1234 5600 0007 85",
    "fi2112345600000785",
    "FI21-1234-5600-0007-85",
)
CONTACT_TRACE = r"nolla|123 4567|1234567|234567|40\s?1\s?2\s?3|suku|010190|5600|0 1 2 3"
ORDINARY = ("talkoot", "sovittiin torilla", "kahvia", "toukokuussa", "avataan ovi")
JOINTS = (", ", ",", " ", "/", " / ", " & ", " ja ", " sekä ", "; ", "\n", ",\n", " (", ") ", "-, ")
"""What stands between two names that are written one behind the other."""
ASKED = ("{}", "kysytään {} huomenna", "Talkoot: {} hoitaa.", "({})", "{}, kahvit", "torilla/{}", "ja\n{}\nniin")


@dataclass(frozen=True)
class Archive:
    """The sessions of a table, the names and numbers that its texts hold for certain, and those that are doubted."""

    sessions: tuple[Session, ...] = field(repr=False)
    certain: tuple[str, ...]
    doubted: tuple[str, ...]
    trace: re.Pattern[str]


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    """Return two to four meetings; whoever is on the roster of any of them is spoken of in the texts of all."""
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=4, unique=True))
    certain, doubted = _spoken(draw, people)
    count = draw(st.integers(2, 4))
    texts = _Texts(draw, (*certain, *doubted, *_joined(draw, people)))
    sessions = tuple(_session(draw, number, people, texts) for number in range(1, count + 1))
    return Archive(sessions, certain, doubted, _trace_of(people))


@st.composite
def rows_of_names(draw: st.DrawFn) -> tuple[tuple[Participant, ...], tuple[str, ...], re.Pattern[str]]:
    """Return two or three people, texts where they stand one behind the other, and what tells a leak."""
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=3, unique=True))
    return (
        tuple(Participant(id=one.handle, name=one.name) for one in people),
        tuple(_joined(draw, people)),
        _trace_of(people),
    )


def _trace_of(people: list[Known]) -> re.Pattern[str]:
    return re.compile("|".join((CONTACT_TRACE, *(one.trace for one in people))), re.IGNORECASE)


def _spoken(draw: st.DrawFn, people: list[Known]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    certain = list(draw(st.lists(st.sampled_from(CONTACTS), min_size=1, max_size=3)))
    doubted: list[str] = []
    for one in people:
        certain += draw(st.lists(st.sampled_from(one.wholes), min_size=1, max_size=3))
        if one.forms:
            form = st.builds("{}{}".format, st.sampled_from(one.forms), st.sampled_from(ENCLITICS))
            certain += draw(st.lists(form, min_size=1, max_size=4))
        doubted += one.doubted
    return tuple(certain), tuple(doubted)


def _joined(draw: st.DrawFn, people: list[Known]) -> Iterator[str]:
    """Yield names one behind the other: in lists, overlapping, the last name of one before the first of another."""
    named = [one for one in people if len(_halves(one.name)[1]) > 1]  # a letter alone tells nothing
    for one, other in zip(named, (*named[1:], *named[:1]), strict=True):
        whole = draw(st.sampled_from((one.name, "\n".join(one.name.split(" ", 1)), *one.wholes[:4])))
        yield f"{whole}{draw(st.sampled_from(JOINTS))}{other.name}"
        (first, last), (onward, end) = _halves(one.name), _halves(other.name)
        yield draw(
            st.sampled_from(
                (
                    f"{last}, {first} {other.name}",
                    f"{last}, {first} {onward} {end}, {onward}",
                    f"{first} {end}, {onward}",
                    f"{last}, {other.name}",
                    f"{end} {onward}, {last} {first}",
                    f"{first} ja {onward} {end}",
                )
            )
        )


def _halves(name: str) -> tuple[str, str]:
    """Return a first and a last name."""
    first, *_, last = name.split()
    return first, last


class _Texts:
    """Gives one text after the other, each with something that is to be covered."""

    def __init__(self, draw: st.DrawFn, spoken: tuple[str, ...]) -> None:
        self._draw, self._spoken, self._at = draw, spoken, 0

    def __call__(self) -> str:
        word = self._spoken[self._at % len(self._spoken)]
        self._at += 1
        around = self._draw(st.sampled_from(ASKED))
        return f"{self._draw(st.sampled_from(ORDINARY))} {around.format(word)}"


def _session(draw: st.DrawFn, number: int, people: list[Known], text: _Texts) -> Session:
    """Return a meeting: some of the people are former, replaced or not on its roster at all."""
    day = date(2026, 1, 1) + timedelta(days=30 * number)
    here = [one for one in people if number == 1 or draw(st.booleans())]
    former = draw(st.sampled_from(["member", "former"]))
    roster = tuple(
        Participant(
            id=one.handle,
            name=one.name,
            party=draw(st.sampled_from(["", "kyla", "seura", "tmi"] if one is people[0] else ["", "kyla", "seura"])),
            presence=draw(st.sampled_from(["present", "remote", "excused"])),
            standing="former" if one is here[0] and former == "former" else "member",
            roles=("secretary",) if one is here[-1] else (),
            field="kulttuuri",
        )
        for one in here
    )
    others = tuple(
        Participant(id=f"x{at}", name=f"Zzyx{at} Qvvist", party=(at and "kyla") or "seura") for at in range(2)
    )
    who = roster[0].id if roster else "x0"
    table = Table(
        name="Kyläpöytä",
        goal=text(),
        indicator=text(),
        ground_rules=(text(),),
        charter=Charter(seats=(2, 12), fields=("kulttuuri",)),
        goals=(Goal(id="G1", text=text(), reason=text()),),
    )
    return Session(
        table=table,
        meeting=Meeting(
            date=day,
            number=number,
            place=text(),
            next_place=text(),
            next_date=day + timedelta(days=30),
            status="review",
            step="ideas",
            phase="action",
        ),
        materials=(Material(title=text(), url=f"https://example.org/{_slug(people[0].name)}"), Material(title=text())),
        parties=(
            Party(id="kyla", name="Kylätoimikunta"),
            Party(id="seura", name="Liikuntaseura"),
            Party(id="tmi", name=f"Tmi {people[0].name}"),
            Party(id="firma", name="Kyläkauppa Auringonlasku"),
        ),
        participants=(*roster, *others, Participant(id="lone", name="Zzyx Qvvurm", party="firma")),
        offers=(Offer(id=f"O{number}", text=text(), by=who, unit="kpl", amount=2, step="ideas", phase="action"),),
        ideas=tuple(
            Idea(id=f"I{number}{at}", text=text(), by=(who,), theme=text(), step="ideas", phase="action")
            for at in (1, 2)
        ),
        agreements=(
            Agreement(
                id=f"S{number}",
                text=text(),
                by=(who,),
                mandate="decision",
                carrier=who,
                step="agree",
                phase="action",
                hands=Hands(yes=2, text=text()),
                consent=(
                    Consent(who=who, answer="reservation", reason=text()),
                    Consent(who="x0", answer="yes", text=text()),
                ),
            ),
        ),
        tasks=(
            Task(
                id=f"T{number}",
                text=text(),
                owners=(who, "x1"),
                due=day,
                due_text=text(),
                note=text(),
                state="waiting",
                resources=(Pledge(text=text(), by=who, amount=3, unit=text()),),
                reviewed_on=day,
                heir=who,
                raised_on=day,
                story=(StoryLine(on=day, what="postponed", text=text()),),
            ),
            Task(id=f"T{number}7", text=text(), owners=(who,), state="lapsed", note=text()),
            Task(id=f"T{number}8", text=text(), owners=(who,), state="done", resources=(Pledge(text=text(), by=who),)),
        ),
        remarks=(Remark(id=f"K{number}", text=text(), by=(who,)),),
        parked=(Parked(id=f"P{number}", text=text(), by=(who,), theme=text(), next_step=text()),),
        notes=(Note(id=f"N{number}", text=text()),),
        programme=(ProgrammeItem(step="ideas", title=text(), question=text()),),
        evaluations=(
            Evaluation(key="three-parties", value=4, text=text()),
            Evaluation(key="closing", text=text()),
            Evaluation(key="closing", text=text(), who=who),
            Evaluation(key="oma kysymys", text=text()),
        ),
    )


def _slug(text: str) -> str:
    return "-".join(text.split())
