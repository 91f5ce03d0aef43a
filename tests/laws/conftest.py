"""How the laws are tried: without a deadline for one example, since a busy machine is no broken law."""

from hypothesis import settings

settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
