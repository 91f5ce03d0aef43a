"""An e-mail draft: text and HTML of the same document with files, opened as unsent, with no recipients filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from kpfacil.export import html, text
from kpfacil.export.document import Doc
from kpfacil.export.inlines import one_line


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the message: its name, its media type such as `text/calendar`, its bytes."""

    name: str
    kind: str
    content: bytes


def render(doc: Doc, attachments: Iterable[Attachment] = ()) -> bytes:
    """Return the draft; the sender fills in the recipients, and the mail program the date."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = doc.title
    message["X-Unsent"] = "1"
    message.set_content(text.render(doc), cte="quoted-printable")
    message.add_alternative(html.render(doc), subtype="html", cte="quoted-printable")
    for attachment in attachments:
        main, _, sub = attachment.kind.partition("/")
        name = one_line(attachment.name).strip()
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name)
    message["Content-Language"] = doc.lang
    _name_boundaries(message)
    return message.as_bytes()


def _name_boundaries(message: EmailMessage) -> None:
    """Part the message by marks made of its content: the same draft is the same file."""
    parts = list(message.walk())
    digest = sha256()
    for part in parts:
        content = part.get_payload(decode=True)
        digest.update(content if isinstance(content, bytes) else b"")
    for number, part in enumerate(parts):
        if part.is_multipart():
            part.set_boundary(f"=_{digest.hexdigest()[:32]}_{number}")
