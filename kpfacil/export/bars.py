"""Bars drawn with characters, for the formats that have nothing but text."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(share: float, cells: int = 20) -> str:
    """Return a bar of up to `cells` characters for a share of 0 to 1; anything above nothing is seen."""
    eighths = round(share * cells * 8) or (1 if share > 0 else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]
