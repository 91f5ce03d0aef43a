"""Small charts for documents: one bar a meeting, one bar a stage; each bar's figure stands beside it in words."""

from collections.abc import Iterable

from kpfacil.export.document import Bars, Point
from kpfacil.model.dates import Locale, figure, plain_date
from kpfacil.model.session import Session

_BEST_MEAN = 5


def by_meeting(
    caption: str, values: Iterable[tuple[Session, float | None]], locale: Locale, *, means: bool = False
) -> Bars:
    """Return one bar a meeting, labelled by its day; None has no bar. Means run from 0 to 5."""
    points = tuple(
        Point(
            label=plain_date(session.meeting.date, locale),
            value=value,
            shown="–" if value is None else figure(value, locale),
        )
        for session, value in values
    )
    longest = max((point.value or 0 for point in points), default=0)
    return Bars(caption=caption, points=points, top=_BEST_MEAN if means and longest <= _BEST_MEAN else None)


def stages(caption: str, values: Iterable[tuple[str, int]]) -> Bars:
    """Return one bar a stage of a funnel, all on the same scale."""
    return Bars(caption=caption, points=tuple(Point(label, value, str(value)) for label, value in values))
