"""The text of a newsletter is all that its reader sees, whoever made its markup; what mails it goes, and is named."""

import re
from collections import Counter

import pytest

from digest.ingest.text.link_references import parted
from tests.ingest.formats.test_mail import draft, message
from tests.support.newsletters import FURNITURE, MAKERS, Newsletter, sections


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def shown(body: str) -> Counter[str]:
    """The words of an article without the addresses of its links."""
    return words(re.sub(r"\]\([^)]*\)", "]", parted(body)[0]))


def mailed(markup: str) -> bytes:
    return bytes(
        message(
            html=f"<html><body>{markup}</body></html>",
            sender="Jane Roe from Harbour Letter <news@example.net>",
            List_Unsubscribe="<https://news.example.net/u>",
        )
    )


def missing(letter: Newsletter, body: str) -> list[str]:
    """The words of a newsletter that its article lacks."""
    return sorted((words(letter.seen) - shown(body)).elements())


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_all_that_a_reader_sees_is_the_text(maker: type, seed: int) -> None:
    letter = maker(sections(seed))
    article = draft(mailed(letter.markup))
    assert missing(letter, article.body) == []
    assert not [phrase for phrase in FURNITURE if phrase in article.body]
    assert not re.search("[\u034f\u200b\u200c]", article.body)
    added = shown(article.body) - words(letter.seen)
    assert added.total() <= 0.02 * words(letter.seen).total() + len(sections(seed)), added


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_what_goes_is_named_word_for_word(maker: type) -> None:
    article = draft(mailed(maker(sections(3)).markup))
    cut = {(part.rule, part.words) for part in article.stripped}
    assert ("mailing", "You get this letter because you signed up. Unsubscribe") in cut
    assert ("mailing", "1 Quay Street, Harbourtown") in cut
    assert ("hidden", "A hidden preview") in cut or "message-preview" in maker(sections(3)).markup


def test_a_layout_stays_prose_and_a_table_of_data_a_table() -> None:
    story = "The council put off its vote on the bridge, because nobody could say what the steel would cost. " * 2
    layout = f'<table><tr><td><img src="a.png"></td><td>{story}</td></tr><tr><td>Next</td><td>{story}</td></tr></table>'
    data = "<table><tr><th>Line</th><th>Fare</th></tr><tr><td>North</td><td>4</td></tr></table>"
    body = draft(mailed(layout + data)).body
    assert body.count("|") == 9
    assert body.count(story.strip()) == 2
    assert "| North | 4 |" in body


@pytest.mark.parametrize(
    ("style", "is_shown"),
    [
        ("display:none", False),
        ("color:red; display : none !important", False),
        ("visibility:hidden", False),
        ("font-size:0", False),
        ("font-size:0.0px;line-height:0", False),
        ("max-height:0px;overflow:hidden", False),
        ("opacity:0", False),
        ("mso-hide:all", False),
        ("text-indent:-9999px", False),
        ("font-size:0.9em", True),
        ("max-height:0", True),
        ("opacity:0.8", True),
        ("display:block", True),
        ("line-height:0", True),
        ("min-width:0;overflow:hidden", True),
    ],
)
def test_what_a_mail_does_not_show_is_no_text(style: str, is_shown: bool) -> None:
    article = draft(message(html=f"<p>The council met.</p><p style='{style}'>Beside it.</p>"))
    assert ("Beside it." in article.body) == is_shown
    assert [(cut.rule, cut.words) for cut in article.stripped] == ([] if is_shown else [("hidden", "Beside it.")])


def test_a_link_that_only_outlook_hides_is_shown() -> None:
    html = "<p>The council met. <a href='https://e.org/a' style='mso-hide:all'>Its minutes</a> are public.</p>"
    assert "Its minutes" in draft(message(html=html)).body


@pytest.mark.parametrize(
    "ending",
    [
        "The privacy policy of the harbour changes in May, its owner said.",
        "Copyright law will change in May, the minister said in Brussels.",
        "Share prices fell, and nobody in the harbour knew why.",
        "Readers of this browser game will have to wait until May.",
        "You receive what you pay for, says the mayor of the town.",
    ],
)
def test_a_last_sentence_is_no_footer(ending: str) -> None:
    html = f"<table><tr><td><p>{'The council met on the quay. ' * 9}</p><p>{ending}</p></td></tr></table>"
    assert ending in draft(mailed(html)).body


@pytest.mark.parametrize(
    "line",
    [
        "Newsletter <a href='https://e.org/u'>abbestellen</a>",
        "Vous recevez cet e-mail car vous êtes inscrit. <a href='https://e.org/u'>Se désabonner</a>",
        "Recibe este correo porque se suscribió. <a href='https://e.org/u'>Darse de baja</a>",
        "Ricevi questa e-mail perché sei iscritto. <a href='https://e.org/u'>Disiscriviti</a>",
        "Recebeu este e-mail porque subscreveu. <a href='https://e.org/u'>Cancelar a subscrição</a>",
        "U ontvangt deze mail omdat u zich aanmeldde. <a href='https://e.org/u'>Afmelden</a>",
        "Otrzymujesz ten e-mail. <a href='https://e.org/u'>Wypisz się</a>",
        "Sie erhalten diesen Newsletter. <a href='https://e.org/u'>Hier abmelden</a>",
    ],
    ids=["de", "fr", "es", "it", "pt", "nl", "pl", "de-2"],
)
def test_a_footer_is_known_in_other_languages(line: str) -> None:
    story = f"<p>{'The council met on the quay. ' * 9}</p>"
    article = draft(mailed(f"<table><tr><td>{story}<p>{line}</p><p>Harbour Post, Quay 1</p></td></tr></table>"))
    assert article.body.strip().endswith("The council met on the quay.")
    assert [cut.rule for cut in article.stripped] == ["mailing", "mailing"]
