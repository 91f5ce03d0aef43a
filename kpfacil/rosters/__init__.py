"""Lists of people that somebody made: from the rows of their cells to who comes; no disk is touched here."""
