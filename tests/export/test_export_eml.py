"""The e-mail draft, read back with the standard library."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from kpfacil.export import eml, text
from kpfacil.export.document import Doc

ICS = eml.Attachment("tehtävät.ics", "text/calendar", "BEGIN:VCALENDAR ä\r\n".encode())
PDF = eml.Attachment("muistio\n3.pdf", "application/pdf", b"%PDF\x00\xff")


@pytest.fixture(scope="module")
def made(hostile: Doc) -> bytes:
    return eml.render(hostile, (ICS, PDF))


@pytest.fixture(scope="module")
def message(made: bytes) -> EmailMessage:
    read = message_from_bytes(made, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def test_draft_opens_as_unsent_without_recipients(message: EmailMessage, hostile: Doc) -> None:
    """The draft has a subject and the mark of a draft, and neither sender, recipients, date nor number."""
    assert (message["Subject"], message["X-Unsent"], message["Content-Language"]) == (hostile.title, "1", "fi-FI")
    assert [message[name] for name in ("From", "To", "Cc", "Bcc", "Date", "Message-ID")] == [None] * 6


def test_both_bodies_come_back_equal(message: EmailMessage, hostile: Doc) -> None:
    """The text and the page in the draft are those of the document, word for word."""
    for kind, render in (("plain", text.render), ("html", eml.page)):
        body = message.get_body((kind,))
        assert body is not None
        assert body.get_content().replace("\r\n", "\n") == render(hostile)


def test_files_come_back_equal(message: EmailMessage) -> None:
    """Each file has its name, its kind and its bytes; a line end in a name is a space."""
    files = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_attachments()
    ]
    assert files == [("tehtävät.ics", ICS.kind, ICS.content), ("muistio 3.pdf", PDF.kind, PDF.content)]


def test_draft_is_plain_ascii_and_the_same_each_time(made: bytes, hostile: Doc) -> None:
    """The file passes any mail system, and the same draft is the same file."""
    assert made.isascii()
    assert max(map(len, made.split(b"\r\n"))) <= 998
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert eml.render(hostile, (ICS, PDF)) == made


def test_draft_without_files(hostile: Doc) -> None:
    """A draft without files is its two bodies alone."""
    assert message_from_bytes(eml.render(hostile), policy=default).get_content_type() == "multipart/alternative"


def test_a_calendar_says_which_signs_it_has(message: EmailMessage) -> None:
    """Python's own reader gives the calendar's letters as they were."""
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert (part.get_content_charset(), part.get_content().splitlines()) == ("utf-8", ["BEGIN:VCALENDAR ä"])
