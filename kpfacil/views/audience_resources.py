"""What the table has, for the room: pledged and offered by party (seed A: all resources come into use)."""

from dataclasses import dataclass

from kpfacil.model.session import Session
from kpfacil.rules.resources import Giver, resources
from kpfacil.views.audience_entries import WallEntry, wall_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesPicture:
    """The offer that is looked at, and each party's pledges and offers as numbers; nobody's silence is shown."""

    offer: WallEntry | None
    parties: tuple[tuple[str, int, int], ...]
    """Name, pledges and tasks taken, offers waiting."""
    offers: tuple[WallEntry, ...]


def resources_picture(session: Session, offer_id: str) -> ResourcesPicture:
    """Return the picture of the table's resources with one offer in sight."""
    shown = [wall_entry(session, offer) for offer in session.offers if not offer.task and offer.id != offer_id]
    looked_at = next((wall_entry(session, offer) for offer in session.offers if offer.id == offer_id), None)
    return ResourcesPicture(
        offer=looked_at,
        parties=tuple(
            (session.name_of(giver.party), giver.promises, _offered(giver))
            for giver in resources(session).givers
            if giver.party
        ),
        offers=tuple(entry for entry in reversed(shown) if entry is not None),
    )


def _offered(giver: Giver) -> int:
    return sum(part.count for part in giver.offered)
