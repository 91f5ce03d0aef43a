"""Names that leave people's words when these leave the table."""

import pytest

from kpfacil.export.tell_mask import mask
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Liisa Mäkinen leipoo", "[Kylätoimikunta] leipoo"),
        ("kysytään liisa mäkinen", "kysytään [Kylätoimikunta]"),
        ("kysytään Liisa Mäkiseltä ja Pekka Virralta", "kysytään [Kylätoimikunta] ja [osallistuja]"),
        ("Mäkinen Liisa tuo", "[Kylätoimikunta] tuo"),
        ("Liisalle kukkia", "[Kylätoimikunta] kukkia"),
        ("Virran auto", "[osallistuja] auto"),
        ("virran varrella", "virran varrella"),
        ("soita Pekalle: 040 123 4567", "soita [osallistuja]: [puhelinnumero poistettu]"),
        ("liisa.makinen@example.org vastaa", "[sähköpostiosoite poistettu] vastaa"),
        ("12.12.2026 klo 17.00, 2500 €", "12.12.2026 klo 17.00, 2500 €"),
        ("Liisankatu remontoidaan", "Liisankatu remontoidaan"),
        ("", ""),
    ],
)
def test_people_are_replaced_by_their_party(plain: Session, fi: Texts, said: str, left: str) -> None:
    """Full names in any case and form, single names with a capital, addresses and numbers go; other words stay."""
    assert mask(plain, fi).cover(said) == left


def test_a_name_that_two_share_is_nobodys_party(fi: Texts, plain: Session) -> None:
    """Nobody's party is guessed; two of one party are still that party."""
    people = (
        *plain.participants,
        Participant(id="liisa2", name="Liisa Salo"),
        Participant(id="otto", name="Otto Mäkinen", party="kyla"),
    )
    cover = mask(_with(plain, people), fi).cover
    assert cover("Liisa ja Mäkinen ja Liisa Salo") == "[osallistuja] ja [Kylätoimikunta] ja [osallistuja]"


def test_a_name_in_the_tables_or_a_partys_name_stays(plain: Session, fi: Texts) -> None:
    """A person called Jämsä does not take the town out of the memo, but the full name goes."""
    parties = (Party(id="kaupunki", name="Jämsän kaupunki"),)
    people = (Participant(id="ville", name="Ville Jämsä", party="kaupunki"),)
    session = _with(plain, people, parties)
    assert mask(session, fi).cover("Jämsän torilla Ville Jämsän kahvit") == "Jämsän torilla [Jämsän kaupunki] kahvit"


def test_a_description_is_no_name(plain: Session, fi: Texts) -> None:
    """A seat named by its field goes as a whole, its words alone stay."""
    people = (Participant(id="kulttuuri", name="Kulttuurin edustaja"), Participant(id="x", name=""))
    session = _with(plain, people)
    assert mask(session, fi).cover("Kulttuurin yö, Kulttuurin edustaja") == "Kulttuurin yö, [osallistuja]"


def _with(session: Session, people: tuple[Participant, ...], parties: tuple[Party, ...] | None = None) -> Session:
    return Session(
        table=session.table, meeting=session.meeting, participants=people, parties=parties or session.parties
    )
