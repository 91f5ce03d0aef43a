"""The table, its meeting and what is said there, as frozen values. No disk, no clock, no screen."""
