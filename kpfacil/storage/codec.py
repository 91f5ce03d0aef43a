"""The session file: a session to bytes and back (contract, section 1)."""

from kpfacil.storage.decode import decode
from kpfacil.storage.encode import Encoder, encode
from kpfacil.storage.unknown import UnknownKey, unknown_keys

__all__ = ["Encoder", "UnknownKey", "decode", "encode", "unknown_keys"]
