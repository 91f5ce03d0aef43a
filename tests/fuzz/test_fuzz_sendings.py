"""Sendings by chance, from two seats, between undos of the facilitator: the session always stays whole."""

from typing import get_args

from kpfacil.commands.base import Refused
from kpfacil.desk import Desk
from kpfacil.model.kinds import Kind, Records
from kpfacil.model.workings import Sent
from kpfacil.rules.integrity import integrity
from kpfacil.storage.content import load_texts
from kpfacil.views.afar import Takings
from tests.evening import an_evening, at
from tests.fakes import PROCESS, Clock, raise_fault
from tests.scale import chance, count

_EVENINGS = count(10, 2_000)
_SENDINGS = 25
_KINDS: tuple[Records | None, ...] = (None, "rule", *get_args(Kind))
_LINES = (
    "+ a", "= b", "! liisa: x / 15.12. / 20 h", "> p", "; n", ", r", "? o", "sana", "kaikki: x", "liisa, pekka: y",
    "I1 +3", "I1 -", "I1 =", "I1 !", "I1 >", "I2 : uusi", "I1, I2 +1", "S1 kaikki: kyllä", "S1 8-1-2", "S1 -", "S2 -",
    "S1 vahvistettu", "T1 valmis", "T1 / 16.12.", "T1 pekka:", "T1 -", "T2 päätöksentekoon pekka / 15.12.", "P1 =",
    "P1 -",    "T3 jatkaja: pekka", "O1 T1", "O1 -", "K1 +", "N1 -", "G1 saavutettu", "tavoite: uusi", "mittari: y",
    "pelisääntö: z", "sopimus: kyllä", "valinta: jatketaan", "osoite: https://x.fi", "teema: q", "tyyppi: alueellinen",
    "kauden tavoite: k", "väki: 30 yhdistykset", "seuraava: ma 7.12.2026 klo 17", "aika: 17-18", "paikka: Kirjasto",
    "@liisa", "@", "@-liisa", "... jatko", "s/a/b/", "I1 s/a/b/", "https://x.fi otsikko", "Liisa s/Liisa/Lissu/",
    "Uusi Tyyppi: x", "tauko 10", "peru", "lopeta",
)  # fmt: skip
_JOINS = ("", "", "", "Uusi Tyyppi", "liisa", "T1", '"', "kaikki")
_FLOORS = (None, "", "liisa", "eikukaan", "martat", "T1")


def test_whatever_is_sent_and_undone_the_session_stays_whole() -> None:
    """No reference leads nowhere, no id comes twice, and each sending is answered, taken or refused."""
    texts, by = load_texts("fi"), chance("sendings")
    for _ in range(_EVENINGS):
        moment = by.choice(("ideas", "consent", "people", "ranking"))
        desk, takings = Desk(session=at(an_evening(), moment), process=PROCESS, clock=Clock()), Takings(raise_fault)
        for number in range(1, _SENDINGS + 1):
            sent = Sent(
                line=by.choice(_LINES),
                seat=by.choice(("aaaaaaaa", "bbbbbbbb")),
                number=number,
                by=by.choice(("", "Aino")),
                setting=by.random() < 0.2,
                sure=by.random() < 0.4,
                undo=by.random() < 0.25,
                join=by.choice(_JOINS),
                kind=by.choice(_KINDS),
                floor=by.choice(_FLOORS),
            )
            taken = takings.take(sent, desk.session, desk.scene, texts, desk.do)
            assert taken.alone == bool(taken.answer.reason)
            assert integrity(desk.session) == (), sent
            if by.random() < 0.2:
                _undo_or_redo(desk, redo=by.random() < 0.3)
                assert integrity(desk.session) == ()


def _undo_or_redo(desk: Desk, *, redo: bool) -> None:
    try:
        desk.redo() if redo else desk.undo()
    except Refused as refused:
        assert "nothing" in refused.key  # noqa: PT017  nothing was raised where there is something
