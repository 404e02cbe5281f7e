"""Digests of values: equal values have equal digests, on every machine."""

from __future__ import annotations

import hashlib

import msgspec

_encoder = msgspec.msgpack.Encoder(order="deterministic")


def digest_of(value: object) -> bytes:
    """16 bytes that stand for a value made of structs, tuples, mappings, text, numbers and dates."""
    return digest_of_bytes(_encoder.encode(value))


def digest_of_bytes(content: bytes) -> bytes:
    """16 bytes that stand for these bytes."""
    return hashlib.blake2b(content, digest_size=16).digest()
