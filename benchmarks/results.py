"""What was measured: a table to read and values to keep."""

import statistics
from collections import Counter
from dataclasses import dataclass, field

_GOALS = {
    ("Enter → saved", "300"): 50.0,
    ("Enter → saved", "10,000"): 70.0,
    ("Enter → on the wall", "300"): 250.0,
    ("Enter → on the wall", "10,000"): 250.0,
    ("run, % of a core", "at"): 0.5,
}
"""The most that is promised, by the row and the first word of its group, in the row's unit."""


@dataclass
class Results:
    """Measured values by group and row: seconds where no other unit is named."""

    values: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    _missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    _units: dict[str, str] = field(default_factory=dict)
    _ratios: dict[str, tuple[str, float]] = field(default_factory=dict)

    def add(self, group: str, row: str, value: float | None, unit: str = "ms") -> None:
        """Take one value, in thousands of its unit; None where nothing came that could be measured."""
        values = self.values.setdefault(group, {}).setdefault(row, [])
        self._units[row] = unit
        if value is None:
            self._missed[group, row] += 1
        else:
            values.append(1000 * value)

    def compare(self, group: str, with_row: str, most: float) -> None:
        """Have the rows of a group compared with one of them, measured in turn with it; `most` is the goal."""
        self._ratios[group] = (with_row, most)

    def table(self) -> str:
        """Return all groups with the median, the 95th percentile, the ratio and the goal of each row."""
        return "\n".join(line for group, rows in self.values.items() for line in self._group(group, rows))

    def _group(self, group: str, rows: dict[str, list[float]]) -> list[str]:
        base, most = self._ratios.get(group, ("", 0.0))
        lines = [f"\n{group}" + (f" (goal: within {most} times {base})" if base else "")]
        for row, values in rows.items():
            ordered, missed = sorted(values), self._missed[group, row]
            line = f"  {row:<32}         –"
            if ordered:
                late = ordered[round(0.95 * (len(ordered) - 1))]
                line = f"  {row:<32} {statistics.median(ordered):9.1f} {self._units[row]:<4} p95 {late:9.1f}"
            line += f"   {missed} of {missed + len(values)} not seen" if missed else ""
            if base:
                ratios = [one / other for one, other in zip(values, rows[base], strict=True)]
                line += f"   × {statistics.median(ratios):.2f}"
            goal = _GOALS.get((row, group.partition(" ")[0]))
            lines.append(line + (f"   goal {goal:g}" if goal else ""))
        return lines
