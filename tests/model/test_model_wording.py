"""Whether new words say the same as the old ones."""

import pytest

from kpfacil.model.wording import is_slip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pidetään kyläpävä yhdessä", "Pidetään kyläpäivä yhdessä"),
        ("pidetään kyläpäivä", "Pidetään kyläpäivä."),
        ("Kunnostetaan uimarnta talkoila", "Kunnostetaan uimaranta talkoila"),
        ("varataan sali 20 hengelle", "varataan sali 20 hengele"),
        ("sama", "sama"),
    ],
)
def test_a_slip_of_the_pen_leaves_the_words_as_they_were(old: str, new: str) -> None:
    """A few letters mended inside one long word, its case or its punctuation are no new words."""
    assert is_slip(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pidetään kyläpäivä", "myydään kylätalo"),
        ("myydään kylätalo", "ei myydä kylätaloa"),
        ("varataan sali", "varataan sali ja keittiö"),
        ("varataan sali", "varataan"),
        ("annetaan 20 euroa", "annetaan 200 euroa"),
        ("annetaan 2,5 tuntia", "annetaan 25 tuntia"),
        ("lämpötila -5", "lämpötila 5"),
        ("on kylän talo", "on kunnan talo"),
        ("talo myydään", "salo myydään"),
        ("hyväksytään esitys", "hylätään esitys"),
        ("ostaa talon", "jakaa talon"),
        ("kyläpävä uimarnta", "kyläpäivä uimaranta"),
        ("", "pidetään"),
    ],
)
def test_other_words_are_other_words(old: str, new: str) -> None:
    """A word added, taken away or replaced, another digit, a short word or two words at once say something else."""
    assert not is_slip(old, new)
