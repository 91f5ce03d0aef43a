"""The table's resources: what each party has promised and could still give, and the offers that wait for a task."""

from collections.abc import Iterable, Iterator

from kpfacil.export.document import Block, Heading, Inlines, ListBlock, Para, Strong, Table, Text
from kpfacil.export.memo_matters import offer_item
from kpfacil.export.tell import Teller
from kpfacil.model.moments import recorded_here
from kpfacil.rules.resources import Giver, Resources, Sum, resources

_COLUMNS = ("party", "pledged", "offered", "tasks")


def table_resources(tell: Teller) -> Iterator[Block]:
    """Yield the sums by party and the offers of earlier meetings."""
    counted = resources(tell.session)
    earlier = tuple(offer for offer in tell.session.offers if not recorded_here(tell.session, offer))
    if not counted.givers and not earlier:
        return
    yield Heading(1, tell.say("memo.heading.resources"))
    yield by_party(tell, counted)
    if earlier:
        yield Para((Strong(tell.say("memo.resources.earlier")),))
        yield ListBlock(tuple(offer_item(tell, offer) for offer in earlier))


def by_party(tell: Teller, counted: Resources) -> Table:
    """Return what each party pledged, offered and owns, the whole table last."""
    head = tuple(tell.say(f"memo.column.{column}") for column in _COLUMNS)
    rows = [_row(tell, giver) for giver in counted.givers]
    if len(rows) > 1:
        whole = (Strong(tell.say("memo.resources.total")),)
        rows.append((whole, _sums(tell, counted.pledged), _sums(tell, counted.offered), ()))
    caption = tell.say("memo.resources.caption")
    widths = (4, 4, 4, 2)
    return Table(caption=caption, head=head, rows=tuple(rows), row_header=True, widths=widths, numbers=frozenset({3}))


def _row(tell: Teller, giver: Giver) -> tuple[Inlines, ...]:
    name = tell.who(giver.party) if giver.party else tell.say("memo.resources.others")
    return (Text(name),), _sums(tell, giver.pledged), _sums(tell, giver.offered), (Text(str(giver.tasks)),)


def _sums(tell: Teller, sums: Iterable[Sum]) -> Inlines:
    return (Text(", ".join(_sum(tell, one) for one in sums)),)


def _sum(tell: Teller, one: Sum) -> str:
    """Return one sum: the kind and its amount, or how many times something of the kind was given."""
    kind = tell.say(f"word.resource.{one.kind}")
    if one.amount:
        return " ".join(filter(None, (kind, tell.figure(one.amount), tell.line(one.unit))))
    return kind if one.count == 1 else tell.say("memo.resources.times", kind=kind, n=one.count)
