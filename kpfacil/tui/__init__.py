"""The screens: the only rooms that know Textual."""

import os

# Textual reads it once, when it is first loaded. At its own sixty pictures a second each answer waits twice as long for
# the next one; nothing is drawn more often while nothing changes.
os.environ.setdefault("TEXTUAL_FPS", "120")
