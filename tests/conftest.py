"""Whatever a test imports first: the words of the capture line are there to be read, and no example has to hurry."""

from hypothesis import settings

import kpfacil.storage.content  # noqa: F401

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
