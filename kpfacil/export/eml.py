"""An e-mail draft: text and HTML of the same document with files, opened as unsent, with no recipients filled in."""

import re
from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from kpfacil.export import html, text
from kpfacil.export.document import Doc
from kpfacil.export.inlines import one_line
from kpfacil.model.value import frozen

_COLOUR = re.compile(r"^  (--[a-z-]+): ([^;]+);", re.MULTILINE)
_LOOKED_UP = re.compile(r"var\((--[a-z-]+)\)")
_ROOTS = re.compile(r"(?:@media \(prefers-color-scheme: dark\) \{\n)?\s*:root \{[^}]*\}\n(?:\}\n)?")


@frozen()
class Attachment:
    """A file that goes with the message: its name, its media type such as `text/calendar`, its bytes."""

    name: str
    kind: str
    content: bytes


def render(doc: Doc, attachments: Iterable[Attachment] = (), to: tuple[str, str] | None = None) -> bytes:
    """Return the draft; the sender fills in the recipients where `to` names none, and the mail program the date."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = doc.title
    if to is not None:
        message["To"] = Address(display_name=one_line(to[0]), addr_spec=to[1])
    message["X-Unsent"] = "1"
    message.set_content(text.render(doc), cte="quoted-printable")
    message.add_alternative(page(doc), subtype="html", cte="quoted-printable")
    for attachment in attachments:
        main, _, sub = attachment.kind.partition("/")
        name = one_line(attachment.name)
        # RFC 5545, 3.1.4: a calendar says its signs, or a reader takes them for ASCII.
        told = {"charset": "utf-8"} if main == "text" else {}
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name, params=told)
    message["Content-Language"] = doc.lang
    _name_boundaries(message)
    return message.as_bytes()


def page(doc: Doc) -> str:
    """Return the document as a page for mail programs: its colours written out, which few of them look up."""
    written = html.render(doc)
    colours = dict(_COLOUR.findall(written))
    return _LOOKED_UP.sub(lambda match: colours.get(match[1], match[0]), _ROOTS.sub("", written))


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
