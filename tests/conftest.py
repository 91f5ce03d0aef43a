"""Whatever a test imports first: the words of the capture line are there to be read, and examples are drawn alike."""

from hypothesis import settings

import kpfacil.storage.content  # noqa: F401
from tests.scale import FULL

# No example has to hurry. `make test` draws the same ones at each run, so that only code makes it fail;
# `make fuzz` draws new ones each time.
settings.register_profile("kpfacil", deadline=None, derandomize=not FULL)
settings.load_profile("kpfacil")
