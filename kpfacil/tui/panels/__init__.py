"""Panels: one file for each kind of picture that the stage can hold beside the board."""
