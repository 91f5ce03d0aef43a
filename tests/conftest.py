"""Whatever a test imports first: the words of the capture line are there to be read."""

import kpfacil.storage.content  # noqa: F401
