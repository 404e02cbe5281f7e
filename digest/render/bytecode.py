"""Compiled templates, kept in the store, because to compile a theme takes longer than most builds."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from digest.config import Labels
from digest.fingerprint import digest_of, engine
from digest.render.theme import TemplateFile
from digest.store import KNOWN, Store


class StoredBytecode(BytecodeCache):
    """Jinja's cache of compiled templates. It loads all code at the start, so that any thread may render later."""

    def __init__(self, files: Mapping[str, TemplateFile], labels: Labels, store: Store | None) -> None:
        # Jinja evaluates constants when it compiles: `{{ 3 | month_name }}` becomes a word of the labels.
        self._keys = {file.path: _key(name, file, labels) for name, file in files.items()}
        kept = {path: store.recall(key) for path, key in self._keys.items()} if store else {}
        self._code = {path: code for path, code in kept.items() if code is not None}
        self._new: dict[bytes, bytes] = {}
        self._store = store

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Jinja's name for the code of a template: here the path by which messages name it."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the stored code of a template; Jinja checks that it belongs to the present text."""
        code = self._code.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has just compiled."""
        if bucket.key in self._keys:
            self._new[self._keys[bucket.key]] = bucket.bytecode_to_string()

    def save(self) -> None:
        """Store the code of newly compiled templates."""
        if self._store and self._new:
            self._store.remember({KNOWN: self._new.items()})
            self._new = {}


def _key(name: str, file: TemplateFile, labels: Labels) -> bytes:
    return digest_of(("compiled", engine(), labels, name, file.path, file.source))
