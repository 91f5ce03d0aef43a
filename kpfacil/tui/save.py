"""The state line that is true: *saved* only when the newest session is on the disk."""

from dataclasses import dataclass, field

from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.storage.saver import BackedUp, Conflicted, Failed, Saved, Saving, State
from kpfacil.tui.pictures.head import SaveState


@dataclass(slots=True)
class SaveLine:
    """What the saver has said last, against the newest session."""

    newest: Session
    on_disk: Session | None = None
    failed: Failed | None = None
    aside: str = ""
    told: list[State] = field(default_factory=list)

    def wanted(self, session: Session) -> None:
        """Note the newest session, which is not on the disk yet."""
        self.newest = session

    def heard(self, state: State) -> State | None:
        """Take a word of the saver; return it where it has to be told to the facilitator in so many words."""
        match state:
            case Saved(session=session):
                self.on_disk, self.failed = session, None
            case Failed():
                fresh = self.failed is None
                self.failed = state
                return state if fresh else None
            case Conflicted(path=path):
                self.aside = path.name
                return state
            case BackedUp():
                return state
            case Saving():
                pass
        return None

    def state(self, texts: Texts) -> SaveState:
        """Return the words for the screen."""
        if self.failed is not None:
            return SaveState(texts.say("save.failed"), loud=True)
        if self.on_disk is not self.newest and self.on_disk != self.newest:
            return SaveState(texts.say("save.saving"))
        if self.aside:
            return SaveState(texts.say("save.saved-aside", file=self.aside))
        return SaveState(texts.say("save.saved"))


def told(state: State, texts: Texts) -> tuple[str, bool]:
    """Return the sentence for a state that has to be told, and whether it is trouble."""
    match state:
        case Failed(sentence=sentence):
            return texts.said(sentence), True
        case Conflicted(path=path):
            return texts.say("save.conflict", file=path.name), True
        case BackedUp(path=path):
            return texts.say("save.backed-up", file=path.name), False
        case _:
            return "", False
