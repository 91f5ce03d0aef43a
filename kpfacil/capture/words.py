"""The words the capture line knows beside names, folded: weekdays, months, states, answers, mandates.

What people type is recognised in both languages at once, whichever language the screen speaks.
"""

from typing import get_args

from kpfacil.model.entries import Answer, Fate, Mandate, TaskState
from kpfacil.model.table import GoalState

EVERYONE = frozenset({"kaikki", "kaikkien", "kaikille", "kaikilta", "kaikilla", "all", "everyone", "everybody"})
LISTING = r"\s*[,&]\s*|\s+(?:ja|and)\s+"
"""What stands between two names, as the source of a regular expression."""

_SHORT_DAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")
_DAYS = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_ENGLISH_DAYS = (
    ("monday", "mon"),
    ("tuesday", "tue", "tues"),
    ("wednesday", "wed", "weds"),
    ("thursday", "thu", "thur", "thurs"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
_DAY_CASES = ("", "na", "hin", "n", "ta", "ksi")


def _weekdays() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, (short, day, english) in enumerate(zip(_SHORT_DAYS, _DAYS, _ENGLISH_DAYS, strict=True)):
        found[short] = number
        found.update({day + case: number for case in _DAY_CASES})
        found.update(dict.fromkeys(english, number))
    found.update(dict.fromkeys(("keskiviikkoon", "keskiviikon", "keskiviikkoa", "keskiviikoksi"), 2))
    return found


WEEKDAYS = _weekdays()
"""Monday is 0."""

DAYS_ON = {
    "tanaan": 0,
    "today": 0,
    "huomenna": 1,
    "huomiseksi": 1,
    "huomiseen": 1,
    "tomorrow": 1,
    "ylihuomenna": 2,
    "ylihuomiseksi": 2,
    "ylihuomiseen": 2,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
}
"""Words for days near the meeting's own."""

_MONTHS = (
    ("tammi", "january", "jan"),
    ("helmi", "february", "feb"),
    ("maalis", "march", "mar"),
    ("huhti", "april", "apr"),
    ("touko", "may"),
    ("kesa", "june", "jun"),
    ("heina", "july", "jul"),
    ("elo", "august", "aug"),
    ("syys", "september", "sep", "sept"),
    ("loka", "october", "oct"),
    ("marras", "november", "nov"),
    ("joulu", "december", "dec"),
)
MONTHS = {
    word: number
    for number, (finnish, *english) in enumerate(_MONTHS, start=1)
    for word in (f"{finnish}kuuta", f"{finnish}kuun", f"{finnish}kuu", *english)
}

_TASK_STATES: dict[TaskState, str] = {
    "open": "avoin avoimeksi avoimena auki avattu uudelleen open reopened reopen",
    "active": "kesken keskeneräinen aloitettu aloitti käynnissä työn_alla tekeillä active started ongoing in_progress",
    "waiting": "odottaa odottamassa odottamaan odotetaan esteessä jumissa waiting waits blocked on_hold",
    "done": "valmis valmiiksi valmiina valmistui valmistunut tehty hoidettu done ready finished completed complete",
    "lapsed": "rauennut raukesi raukeaa rauenneeksi peruttu perutaan perutettu lapsed cancelled canceled",
}
_GOAL_STATES: dict[GoalState, str] = {
    "open": "avoin avoimeksi avoimena auki open",
    "active": "kesken käynnissä työn_alla tekeillä aloitettu active started ongoing in_progress",
    "reached": "saavutettu saavutettiin saavutetuksi toteutui toteutunut valmis tehty reached achieved done",
    "lapsed": "rauennut raukesi raukeaa rauenneeksi peruttu lapsed cancelled canceled",
}
_ANSWERS: dict[Answer, str] = {
    "yes": "kyllä suostuu suostun suostuvat suostumus ok okei joo sopii hyväksyy kannattaa yes consents agrees agree",
    "reservation": "varauma varaumin varauksin varaus varaumalla varauksella reservation reservations with_reservation",
    "no": "ei vastustaa vastustan vastustavat vastaan estää no block blocks against objects objection",
    "absent": "poissa puuttuu ei_paikalla poistunut absent away",
}
_MANDATES: dict[Mandate, str] = {
    "self": "itse lupaan_itse lupaa_itse self",
    "organisation": "taustayhteisö taustayhteisölle taustayhteisöön taustaorganisaatio organisaatio"
    " organisaatiolle organisation organization",
    "decision": "päätöksentekoon päätöksenteko päätettäväksi päätökseen viedään_päätöksentekoon decision decisions"
    " decision_makers",
}
_FATES: dict[Fate, str] = {
    "open": "avoin auki avoimeksi open",
    "forward": "jatkoon eteenpäin jatkaa forward",
}

CONFIRMING = frozenset({"vahvistettu", "vahvistetaan", "hyvaksytty", "confirmed", "accepted"})
"""What stamps an agreement as accepted at the table, or a task as one its owner said yes to."""


def _folded(words: str) -> tuple[str, ...]:
    plain = words.replace("ä", "a").replace("ö", "o")
    return tuple(word.replace("_", " ") for word in plain.split())


TASK_STATES: dict[str, TaskState] = {word: state for state, words in _TASK_STATES.items() for word in _folded(words)}
GOAL_STATES: dict[str, GoalState] = {word: state for state, words in _GOAL_STATES.items() for word in _folded(words)}
ANSWERS: dict[str, Answer] = {word: answer for answer, words in _ANSWERS.items() for word in _folded(words)}
MANDATES: dict[str, Mandate] = {word: mandate for mandate, words in _MANDATES.items() for word in _folded(words)}
FATES: dict[str, Fate] = {word: fate for fate, words in _FATES.items() for word in _folded(words)}

# The session file's own words always work (contract, section 3: "or any state word").
TASK_STATES.update({state: state for state in get_args(TaskState)})
GOAL_STATES.update({state: state for state in get_args(GoalState)})
ANSWERS.update({answer: answer for answer in get_args(Answer)})
