"""The process that ships with the program, and a table's own one."""

from pathlib import Path

import pytest

from kpfacil.model.process import PHASES, Process
from kpfacil.rules.checks import RULES
from kpfacil.storage.content import languages, load_texts
from kpfacil.storage.files import StorageError, Unreadable
from kpfacil.storage.process_file import PROCESS_FILE, load_process

PROGRAMME = [
    ("opening", "talk", 5),
    ("introduction", "round", 10),
    ("lookback", "review", 10),
    ("talk", "talk", 10),
    ("think", "silent", 10),
    ("ideas", "collect", 15),
    ("group", "group", 10),
    ("agree", "agree", 12),
    ("readback", "read-back", 5),
    ("next", "close", 3),
]


def _own(folder: Path, text: str) -> Process:
    (folder / PROCESS_FILE).write_text(text, encoding="utf-8")
    return load_process(folder)


@pytest.mark.parametrize("phase", PHASES)
def test_a_meeting_takes_ninety_minutes_in_every_phase(phase: str) -> None:
    """The steps of each phase fill an hour and a half, and no step's id is there twice."""
    name = next(known for known in PHASES if known == phase)
    steps = load_process().steps(name)
    assert sum(step.minutes for step in steps) == 90
    assert len({step.id for step in steps}) == len(steps)


def test_the_default_programme_is_the_action_phases() -> None:
    """The ten steps of the default programme are those of the action phase, ideas being the sixth."""
    assert [(step.id, step.kind, step.minutes) for step in load_process().steps("action")] == PROGRAMME


def test_questions_fit_the_smallest_screen_in_large() -> None:
    """Each step's main question has at most sixty characters in every language, and two to five guides."""
    process = load_process()
    for phase in PHASES:
        for step in process.steps(phase):
            assert max(map(len, step.question.words.values())) <= 60, step.id
            assert 2 <= len(step.guides) <= 5, step.id


def test_nothing_in_the_shipped_process_is_empty_or_untranslated() -> None:
    """Everything that the shipped process says stands in every language."""
    process = load_process()
    said = [process.name, process.source]
    for phase in process.phases:
        said += [phase.name, phase.short, *phase.questions, *(ready.text for ready in phase.ready)]
        for step in process.steps(phase.id):
            said += [step.title, step.question, *step.guides]
    assert all(tuple(text.words) == languages() and all(map(str.strip, text.words.values())) for text in said)


def test_every_sign_that_ships_is_one_the_program_can_tell() -> None:
    """Each rule that the shipped process names is a rule of the program, and none is named twice."""
    named = [ready.rule for phase in load_process().phases for ready in phase.ready]
    assert len(named) == len(set(named))
    assert set(named) <= RULES.keys()


def test_the_source_is_never_quoted_as_the_handbook() -> None:
    """The screen says that phases come from the handbook and that the questions are applied."""
    assert load_process().source.in_("fi") == "vaiheet: Maijanen & Haikara 2014; kysymykset sovellettu"


def test_a_round_gives_each_person_three_quarters_of_a_minute() -> None:
    """The introduction takes 45 seconds a person."""
    assert load_process().step("action", "introduction").seconds == 45


def test_a_folder_without_a_process_uses_the_shipped_one(tmp_path: Path) -> None:
    """A table that has written no process of its own gets the one that ships."""
    assert load_process(tmp_path) is load_process()


def test_a_table_replaces_only_what_it_writes(tmp_path: Path) -> None:
    """A list in the table's own file replaces the whole list, and everything else stays."""
    own = _own(
        tmp_path,
        '[[phases.action.steps]]\nid = "kahvit"\ntitle = "Kahvit"\nminutes = 57\nkind = "round"\nrecords = "task"\n',
    )
    step = own.step("action", "kahvit")
    assert [found.id for found in own.phase("action").steps] == ["kahvit"]
    assert (step.kind, step.minutes, step.records) == ("round", 57, "task")
    assert step.question == step.title
    assert (step.title.in_("fi"), step.title.in_("en")) == ("Kahvit", "Kahvit")
    assert own.phase("action").questions == load_process().phase("action").questions
    assert own.phase("renewal") == load_process().phase("renewal")
    assert own.opening == load_process().opening


def test_one_language_serves_both(tmp_path: Path) -> None:
    """A text given in one language only is used in the other too."""
    own = _own(
        tmp_path, 'name = { en = "Ours" }\n[phases.action]\nquestions = ["Mitä?", { fi = "Kuka?", en = "Who?" }]\n'
    )
    assert (own.name.in_("fi"), own.name.in_("en")) == ("Ours", "Ours")
    questions = own.phase("action").questions
    assert [question.in_("en") for question in questions] == ["Mitä?", "Who?"]
    assert [question.in_("fi") for question in questions] == ["Mitä?", "Kuka?"]


def test_ready_signs_can_be_replaced(tmp_path: Path) -> None:
    """A table may write its own signs of readiness, with a rule that the program knows or without one."""
    own = _own(
        tmp_path,
        '[[phases.action.ready]]\ntext = "Kahvi on juotu"\n[[phases.action.ready]]\ntext = "b"\nrule = "tasks-owned"\n',
    )
    assert [(ready.text.in_("fi"), ready.rule) for ready in own.phase("action").ready] == [
        ("Kahvi on juotu", ""),
        ("b", "tasks-owned"),
    ]


STEP = '[[phases.action.steps]]\nid = "a"\ntitle = "A"\n'
FAULTS = [
    ("[phases.toiminta]\n", "unknown-key", "phases.toiminta", 1),
    ('nimi = "a"\n', "unknown-key", "nimi", 1),
    (STEP + 'minutit = "5"\n', "unknown-key", "phases.action.steps[1].minutit", 4),
    (STEP + 'kind = "tauko"\n', "word-near", "phases.action.steps[1].kind", 4),
    (STEP + 'records = "goal"\n', "word", "phases.action.steps[1].records", 4),
    ('[[phases.action.ready]]\ntext = "x"\nrule = "y"\n', "word", "phases.action.ready[1].rule", 3),
    ('[[phases.action.steps]]\nid = "a"\n', "missing", "phases.action.steps[1].title", 1),
    ('[[phases.action.steps]]\ntitle = "a"\n', "missing", "phases.action.steps[1].id", 1),
    (STEP + 'minutes = "viisi"\n', "number-form", "phases.action.steps[1].minutes", 4),
    (STEP + "minutes = -1\n", "number-form", "phases.action.steps[1].minutes", 4),
    (STEP + "seconds = true\n", "number-form", "phases.action.steps[1].seconds", 4),
    (STEP + STEP, "step-twice", "phases.action.steps", 1),
    ('[[phases.action.steps]]\nid = "opening"\ntitle = "A"\n', "step-twice", "phases.action.steps", 1),
    ('[[phases.action.steps]]\nid = "Oma pohdinta"\ntitle = "A"\n', "step-id", "phases.action.steps[1].id", 2),
    ("opening = []\nclosing = []\n[phases.action]\nsteps = []\n", "no-steps", "phases.action.steps", 4),
    ("opening = 5\n", "blocks-wanted", "opening", 1),
    ("opening = [5]\n", "blocks-wanted", "opening", 1),
    ("phases = 5\n", "table-wanted", "phases", 1),
    ("[phases]\naction = 5\n", "table-wanted", "phases.action", 2),
    ("name = 5\n", "unquoted", "name", 1),
    ("name = {}\n", "unquoted", "name", 1),
    ('name = " "\n', "unquoted", "name", 1),
    ("name = { fi = 5 }\n", "unquoted", "name", 1),
    ('name = { qq = "x" }\n', "unknown-key", "name.qq", 1),
    ("[phases.action]\nquestions = 5\n", "list-form", "phases.action.questions", 2),
    ("[phases.action]\nquestions = [5]\n", "unquoted", "phases.action.questions[1]", 2),
    ('[[phases.action.steps]]\nid = 5\ntitle = "Alku"\n', "unquoted", "phases.action.steps[1].id", 2),
]


@pytest.mark.parametrize(
    ("text", "fault", "where", "line"), FAULTS, ids=[f"{fault}-{where}" for _, fault, where, _ in FAULTS]
)
def test_a_fault_names_file_key_line_and_reason(tmp_path: Path, text: str, fault: str, where: str, line: int) -> None:
    """What is wrong with a table's own process is told as of a session: path, key, line and a form that is right."""
    with pytest.raises(Unreadable) as raised:
        _own(tmp_path, text)
    assert [found.key for found in raised.value.faults] == [f"fault.{fault}"]
    for language, word in (("fi", "rivi"), ("en", "line")):
        (sentence,) = raised.value.sentences(load_texts(language))
        assert sentence.startswith(f"{tmp_path / PROCESS_FILE}:{where}: {word} {line}: ")
        assert "{" not in sentence


@pytest.mark.parametrize(
    "data", [b'name = "a"\nsource = b\n', b'name = "a"\nsource = "b', b'name = "a"\nsource = "\xe4"\n']
)
def test_a_file_that_is_not_toml_names_the_line(tmp_path: Path, data: bytes) -> None:
    """A file that cannot be read as TOML or as UTF-8 is refused with the line."""
    (tmp_path / PROCESS_FILE).write_bytes(data)
    with pytest.raises(Unreadable) as raised:
        load_process(tmp_path)
    assert [fault.line for fault in raised.value.faults] == [2]
    assert all("process.toml: rivi 2: " in sentence for sentence in raised.value.sentences(load_texts("fi")))


def test_a_process_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """A folder where the file should be is named, not crashed on."""
    (tmp_path / PROCESS_FILE).mkdir()
    with pytest.raises(StorageError) as raised:
        load_process(tmp_path)
    assert raised.value.key == "fault.file-folder"
    assert "process.toml" in load_texts("en").say_sentence(raised.value.sentence)


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    """A file saved by Windows Notepad opens."""
    (tmp_path / PROCESS_FILE).write_bytes(b'\xef\xbb\xbfname = "Meid\xc3\xa4n"\n')
    assert load_process(tmp_path).name.in_("fi") == "Meidän"


@pytest.mark.parametrize("guide", ["guide.fi.md", "guide.en.md"])
def test_the_guides_example_of_an_own_process_works(tmp_path: Path, guide: str) -> None:
    """The process that a guide shows is read, and its action phase still takes ninety minutes."""
    text = (Path(__file__).resolve().parents[2] / "docs" / guide).read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    assert sum(step.minutes for step in _own(tmp_path, example).steps("action")) == 90
