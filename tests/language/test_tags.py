"""Language tags: their shape, and how input that writes them otherwise is read."""

import pytest

from digest.language.tags import is_language_tag, language_tag


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "sr-Latn", "gsw", "es-419"])
def test_tags(tag: str) -> None:
    assert is_language_tag(tag)
    assert language_tag(tag) == language_tag(tag.replace("-", "_")) == tag


@pytest.mark.parametrize("text", ["", "english", "e", "en-", "en--GB", "en GB", "de\n", "<b>"])
def test_what_is_none(text: str) -> None:
    assert not is_language_tag(text)
    assert language_tag(text) == ""


@pytest.mark.parametrize(
    ("text", "tag"),
    [("en-us", "en-US"), ("ZH_hant_tw", "zh-Hant-TW"), ("de_DE.UTF-8", "de-DE"), ("ca_ES@euro", "ca-ES"), ("EN", "en")],
)
def test_locales_and_other_cases_are_read(text: str, tag: str) -> None:
    assert language_tag(text) == tag
