import pytest

from kpfacil.model.session import Session
from kpfacil.rules.integrity import integrity
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import encode
from kpfacil.storage.files import Unreadable


def _changed(whole: Session, old: str, new: str) -> list[tuple[str, str]]:
    text = encode(whole).decode()
    assert old in text
    with pytest.raises(Unreadable) as caught:
        decode(text.replace(old, new, 1).encode())
    return [(fault.path, fault.key) for fault in caught.value.faults]


def test_a_sound_session_has_no_faults(whole: Session) -> None:
    """A session whose ids and references are in order has nothing to complain of."""
    assert integrity(whole) == ()


@pytest.mark.parametrize(
    ("old", "new", "path", "key"),
    [
        ('id = "I1"', 'id = "S1"', "ideas[1].id", "fault.id-shape"),
        ('id = "I1"', 'id = "I01"', "ideas[1].id", "fault.id-shape"),
        ('id = "G1"', 'id = "goal"', "table.goals[1].id", "fault.id-shape"),
        ('id = "srk"', 'id = "seura kunta"', "parties[2].id", "fault.handle-shape"),
        ('id = "srk"', 'id = ""', "parties[2].id", "fault.handle-shape"),
        ('id = "pekka"', 'id = "päivi"', "participants[2].id", "fault.handle-shape"),
        ('party = "srk"', 'party = "liisa"', "participants[2].party", "fault.nobody"),
        ('replaces = "liisa"', 'replaces = "srk"', "participants[2].replaces", "fault.nobody"),
        ('by = ["liisa"]', 'by = ["lisa"]', "ideas[1].by[1]", "fault.nobody-near"),
        ('by = ["liisa"]', 'by = [""]', "ideas[1].by[1]", "fault.nobody"),
        ('by = ["liisa"]', 'by = ["Liisa Mäkinen"]', "ideas[1].by[1]", "fault.nobody-near"),
        ('owners = ["liisa", "pekka"]', 'owners = ["liisa", "xyz"]', "tasks[1].owners[2]", "fault.nobody"),
        ('carrier = "pekka"', 'carrier = "zz"', "agreements[1].carrier", "fault.nobody"),
        ('who = "pekka"', 'who = "zz"', "agreements[1].consent[1].who", "fault.nobody"),
        ('by = "srk"', 'by = "zz"', "tasks[1].resources[1].by", "fault.nobody"),
        ('from = ["I1"]', 'from = ["I2"]', "agreements[1].from[1]", "fault.reference"),
        ('from = ["I1"]', 'from = ["liisa"]', "agreements[1].from[1]", "fault.reference-shape"),
        ('state = "open"', 'state = "open"\nheir = "zz"', "tasks[1].heir", "fault.nobody"),
        ('phase = "action"', 'phase = "action"\nspeaker = "zz"', "meeting.speaker", "fault.nobody"),
    ],
)
def test_what_leads_nowhere_refuses_the_file(whole: Session, old: str, new: str, path: str, key: str) -> None:
    """A misshapen id or a reference to nobody refuses the file, with the key where it stands."""
    assert (path, key) in _changed(whole, old, new)


@pytest.mark.parametrize(
    ("block", "path"),
    [
        ('[[ideas]]\nid = "I1"\ntext = "toinen"\n', "ideas[2].id"),
        ('[[participants]]\nid = "kylat"\nname = "Kylä Nen"\n', "participants[3].id"),
        ('[[parties]]\nid = "srk"\nname = "Toinen"\n', "parties[3].id"),
    ],
)
def test_an_id_given_twice_refuses_the_file(whole: Session, block: str, path: str) -> None:
    """The same id twice refuses the file; parties and participants share their ids."""
    with pytest.raises(Unreadable) as caught:
        decode(encode(whole) + b"\n" + block.encode())
    assert [(fault.path, fault.key) for fault in caught.value.faults] == [(path, "fault.id-twice")]


@pytest.mark.parametrize(
    ("block", "path", "key"),
    [
        ('[[crowd]]\nparty = "zz"\ncount = 3\n', "crowd[1].party", "fault.nobody"),
        ('[[turns]]\nstep = "x"\nwho = "zz"\n', "turns[1].who", "fault.nobody"),
        ('[[evaluations]]\nkey = "x"\nwho = "zz"\n', "evaluations[1].who", "fault.nobody"),
        ('[[parked]]\nid = "P1"\ntext = "x"\nby = ["zz"]\n', "parked[1].by[1]", "fault.nobody"),
        ('[[offers]]\nid = "O1"\ntext = "x"\nby = "zz"\n', "offers[1].by", "fault.nobody"),
        ('[[offers]]\nid = "O1"\ntext = "x"\ntask = "T5"\n', "offers[1].task", "fault.reference"),
        ('[[offers]]\nid = "O1"\ntext = "x"\ntask = "I1"\n', "offers[1].task", "fault.reference-shape"),
    ],
)
def test_what_a_new_block_names_has_to_exist(whole: Session, block: str, path: str, key: str) -> None:
    """Every block's references lead to someone or something in the file."""
    with pytest.raises(Unreadable) as caught:
        decode(encode(whole) + b"\n" + block.encode())
    assert [(fault.path, fault.key) for fault in caught.value.faults] == [(path, key)]


def test_an_entry_may_come_from_an_earlier_meeting(whole: Session) -> None:
    """`from` may name an entry that is not here, if its number has been given."""
    text = encode(whole).decode().replace("I = 1\n", "I = 9\n").replace('from = ["I1"]', 'from = ["I4"]')
    assert decode(text.encode()).agreements[0].origin == ("I4",)


def test_a_file_without_numbers_of_a_kind_takes_any(whole: Session) -> None:
    """Written by hand, a file may name an entry of an earlier meeting without telling how many there were."""
    text = encode(whole).decode().replace('from = ["I1"]', 'from = ["P4"]')
    assert decode(text.encode()).agreements[0].origin == ("P4",)


def test_a_note_needs_nobody(whole: Session) -> None:
    """The facilitator's own note has no one to refer to."""
    assert decode(encode(whole) + b'\n[[notes]]\nid = "N1"\ntext = "x"\n').notes
