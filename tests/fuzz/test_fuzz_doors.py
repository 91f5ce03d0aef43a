"""The other doors of the program: arguments, lists of people, the inbox."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from kpfacil.model.text import clean_line
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.storage.inbox import Sending, inbox_of
from tests.evening import an_evening
from tests.fuzz.held import Held, only
from tests.fuzz.hostile import Hostile
from tests.rosters.sheets import open_document, workbook
from tests.scale import chance, count

_COMMANDS = (
    *("new", "run", "show", "add", "memo", "tasks", "report", "list", "search", "proof", "publish", "remind"),
    *("invite", "forget", "config", "check", "scribe", "uusi", "", "--", "-"),
)
_OPTIONS = (
    *("--table", "--date", "--start", "--place", "--participants", "--columns", "--term", "--blank", "--also"),
    *("--set", "--wait", "--format", "--profile", "--brief", "--with", "--template", "--attach", "--state", "--who"),
    *("--party", "--overdue", "--todo", "--from", "--to", "--cover", "--keep", "--replace", "--keep-rest", "--before"),
    *(
        "--contacts",
        "--print",
        "--yes",
        "--index",
        "--lang",
        "--sessions",
        "--version",
        "--help",
        "-h",
        "-x",
        "--=",
        "---",
    ),
    *("--print-completion", "--port", "--web", "--lan"),
)
_GIVEN = (
    *(
        "kyla/2026-11-21.toml",
        "kyla",
        ".",
        "kyla/process.toml",
        "lista.csv",
        "puuttuu.toml",
        "kyla/2026-11-21",
        "/dev/null",
    ),
    *(
        "2026-11-21",
        "21.11.2026",
        "31.2.2026",
        "17.00",
        "25:99",
        "2026-01-01:2027-12-31",
        "public",
        "participants",
        "html,docx",
    ),
    *(
        "md",
        "txt",
        "csv",
        "ics",
        "pdf",
        "exe",
        "open",
        "1",
        "-1",
        "99999999999999999999",
        "1=x",
        "1=",
        "=",
        "fi",
        "en",
        "sv",
        "bash",
    ),
    *(
        "Liisa",
        "liisa",
        "Kyläpöytä",
        "minutes,remarks",
        "nimi=1,taho=2",
        "a=b",
        "-o",
        "%s",
        "%(prog)s",
        "{value}",
        "~",
        "~x",
    ),
)
_CELLS = (
    *(
        "Nimi",
        "Taho",
        "Toimiala",
        "Rooli",
        "Etunimi",
        "Sukunimi",
        "Name",
        "Party",
        "Field",
        "Role",
        "Sähköposti",
        "Paikalla",
    ),
    *(
        "Liisa Mäkinen",
        "Mäkinen, Liisa",
        "Pekka",
        "Kylätoimikunta",
        "sihteeri",
        "chair",
        "x",
        "1",
        "2.",
        "Yhteensä",
        "12",
    ),
    *(
        "liisa@example.org",
        "050 123 4567",
        "",
        "",
        "",
        " ",
        "=1+1",
        "Läsnä",
        "etänä",
        "kyllä",
        "Liisa / Pekka",
        "Matin sijainen",
    ),
)


def _prepared(kp: Held) -> Path:
    path = kp.sessions / "kyla" / "2026-11-21.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(encode(an_evening()))
    (kp.folder / "lista.csv").write_text("Nimi;Taho\nLiisa Mäkinen;Kylätoimikunta\n", "utf-8")
    return path


def _arguments(made: Hostile) -> list[str]:
    argv = [made.chance.choice(_COMMANDS)]
    for _ in range(made.chance.randint(0, 7)):
        what = made.chance.random()
        option, given = (
            made.chance.choice(_OPTIONS),
            made.chance.choice(_GIVEN) if made.chance.random() < 0.75 else made.text(2),
        )
        argv += (
            [option]
            if what < 0.25
            else [f"{option}={given}"]
            if what < 0.4
            else [option, given]
            if what < 0.6
            else [given]
        )
    made.chance.shuffle(argv) if made.chance.random() < 0.2 else None
    # What is named is written to: a file outside is not the program's choice then.
    return ["x" if word in ("--web", "--lan") else word.replace("/etc", "etc").replace("..", "") for word in argv]


def test_whatever_the_arguments_are_they_are_done_or_refused_in_a_sentence(kp: Held) -> None:
    """Options without values, values of other options and signs of every kind end in a code and a sentence."""
    made = Hostile(chance("arguments"))
    kp.longest = 5.0
    for at in range(count(300, 10_000)):
        if not at % 50:
            _prepared(kp)
        argv = _arguments(made)
        document = {"memo", "tasks", "report", "--print-completion"} & set(argv) or any(
            "print-completion" in word for word in argv
        )
        (kp if document else kp.shown)(*argv)
        only(kp.folder.parent, "own")


def _table(made: Hostile) -> list[list[str]]:
    width = made.chance.randint(1, 6)

    def cell() -> str:
        return made.chance.choice(_CELLS) if made.chance.random() < 0.85 else made.text(2)

    return [
        [cell() for _ in range(made.chance.choice((width, width, width, width + 2, 1)))]
        for _ in range(made.chance.randint(0, 12))
    ]


def _csv(made: Hostile) -> bytes:
    apart = made.chance.choice(";,\t|")
    quoted = made.chance.choice(("", '"'))
    text = made.chance.choice(("\n", "\r\n", "\r")).join(
        apart.join(f"{quoted}{cell}{quoted}" for cell in row) for row in _table(made)
    )
    data = text.encode(made.chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "latin-1")), "replace")
    return made.file(data, 2) if made.chance.random() < 0.4 else data


def _sheet(made: Hostile, *, office: bool) -> bytes:
    rows = _table(made)
    if office:
        cells = ("".join(f'<c t="inlineStr"><is><t>{_xml(cell)}</t></is></c>' for cell in row) for row in rows)
        data = workbook("".join(f"<row>{row}</row>" for row in cells))
    else:
        cells = (
            "".join(f"<table:table-cell><text:p>{_xml(cell)}</text:p></table:table-cell>" for cell in row)
            for row in rows
        )
        data = open_document("".join(f"<table:table-row>{row}</table:table-row>" for row in cells))
    return _torn(made, data) if made.chance.random() < 0.5 else data


def _xml(text: str) -> str:
    return escape("".join(sign for sign in text if sign.isprintable()))


def _torn(made: Hostile, data: bytes) -> bytes:
    """Return a workbook with a change in one of its parts, or in its very bytes."""
    if made.chance.random() < 0.3:
        return made.file(data, 1)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, made.file(part, 1) if part and made.chance.random() < 0.4 else part)
    return file.getvalue()


def test_lists_of_people_are_taken_or_refused_with_their_place(kp: Held) -> None:
    """Lists of every shape, torn workbooks and wrong endings make a meeting that reads, or a sentence."""
    made = Hostile(chance("lists"))
    kp.longest = 3.0
    for number in range(count(120, 4_000)):
        ending = made.chance.choice(("csv", "csv", "txt", "xlsx", "ods", "xls", "toml"))
        data = _sheet(made, office=ending == "xlsx") if ending in ("xlsx", "ods") else _csv(made)
        (kp.folder / f"lista.{ending}").write_bytes(data)
        outcome = kp.shown("new", "--table", f"Pöytä {number}", "--participants", f"lista.{ending}")
        if outcome.code == 0:
            session = load(Path(outcome.lines[-1])).session
            assert session.participants or "0" in outcome.err, outcome
        only(kp.folder.parent, "own")


def test_whatever_lies_in_an_inbox_is_taken_refused_or_left(kp: Held) -> None:
    """Sendings that are torn, forged, out of order or no sendings at all never end what takes them."""
    made = Hostile(chance("inbox"))
    path = _prepared(kp)
    inbox = inbox_of(path)
    inbox.mkdir(parents=True)
    last = dict.fromkeys(("3fa92c01", "00000000", "ffffffff"), 0)
    for _ in range(count(60, 2_500)):
        torn: list[Sending] = []
        for _ in range(made.chance.randint(1, 4)):
            seat = made.chance.choice(list(last))
            last[seat] += 1
            sending = Sending(
                seat=seat, number=last[seat], line=clean_line(f"+ {made.line()}"), by=clean_line(made.text(2))
            )
            torn += [sending] if made.chance.random() < 0.3 else []
            data = made.file(sending.encode(), 1) if sending in torn else sending.encode()
            (inbox / f"{sending.id}.toml").write_bytes(data)
        stray = "".join(sign for sign in made.word()[:40] if sign.isprintable() and sign not in "/\\").strip(".")
        (inbox / f"~{stray}").write_bytes(made.word().encode("utf-8", "replace"))
        assert kp.shown("add", str(path), "+ täältä").lines
        for sending in torn:  # as its sender does until there is an answer
            (inbox / f"{sending.id}.toml").write_bytes(sending.encode())
        if made.chance.random() < 0.1:
            path.write_bytes(encode(an_evening()))
    kp.shown("add", str(path), "+ viimeinen")
    assert not list(inbox.glob("*-*.toml"))
    answered = [one.stem for folder in ("taken", "refused") for one in (inbox / folder).glob("*-*.toml")]
    assert len(answered) == len(set(answered)) == sum(last.values())
    only(kp.folder.parent, "own")
