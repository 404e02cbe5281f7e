"""Lead-ins, datelines and small print."""

import pytest

from digest.gazetteer import builtin
from digest.ingest.draft import Draft, Place, Stripped
from digest.ingest.wire import clean, without_dateline

BODY = "The alliance met in Brussels on Tuesday. It will meet again."


def cleaned(body: str, source: str = "", title: str = "A headline") -> Draft:
    return clean(Draft(place=Place("x.txt"), title=title, body=body, source=source), builtin())


@pytest.mark.parametrize(
    ("lead_in", "source", "agency"),
    [
        ("(MENAFN) ", "MENAFN", ""),
        ("(MENAFN- AFP) ", "MENAFN", "AFP"),
        ("(Reuters) - ", "Reuters", ""),
        ("(Reuters) — ", "Reuters", ""),
        ("[Reuters] ", "Reuters", ""),
        ("Reuters — ", "Reuters", ""),
        ("Reuters - ", "Reuters", ""),
        ("(QZXNEWS) ", "QZXNEWS", ""),
    ],
)
def test_a_lead_in_names_the_source_and_leaves_the_body(lead_in: str, source: str, agency: str) -> None:
    draft = cleaned(lead_in + BODY)
    assert (draft.source, draft.agency, draft.body) == (source, agency or draft.agency, BODY)
    assert [each.words for each in draft.stripped] == [lead_in.strip()]


@pytest.mark.parametrize(
    "body",
    [
        f"(NATO) {BODY}",
        f"(VIDEO) {BODY}",
        f"(The minister) {BODY}",
        f"TOKYO — {BODY}",
        f"Mr. Smith - {BODY}",
        f"{BODY} (MENAFN)",
        "(MENAFN)",
    ],
)
def test_what_is_no_lead_in_stays(body: str) -> None:
    draft = cleaned(body)
    assert (draft.source, draft.body, draft.stripped) == ("", body, ())


def test_a_dateline_names_the_source_and_stays() -> None:
    body = f"TOKYO, July 9 (Reuters) - {BODY}"
    draft = cleaned(body)
    assert (draft.source, draft.body, draft.stripped) == ("Reuters", body, ())


def test_a_stated_source_stands_and_the_lead_in_says_whose_text_it_carries() -> None:
    draft = cleaned(f"(Reuters) - {BODY}", source="Daily News")
    assert (draft.source, draft.agency, draft.body) == ("Daily News", "Reuters", BODY)
    assert cleaned(f"(MENAFN) {BODY}", source="menafn").agency == ""


def test_the_headline_is_not_said_twice() -> None:
    draft = cleaned(f"A HEADLINE.\n\n(MENAFN) {BODY}")
    assert (draft.body, draft.source) == (BODY, "MENAFN")
    assert draft.stripped == (Stripped("repeated title", "A HEADLINE."), Stripped("lead-in", "(MENAFN)"))
    assert cleaned("A headline").body == "A headline"


@pytest.mark.parametrize("heading", ["Legal Disclaimer:\n\n", "LEGAL DISCLAIMER: ", "Disclaimer:\n\n"])
def test_small_print_becomes_the_notice(heading: str) -> None:
    draft = cleaned(f"{BODY}\n\nMore.\n\n{heading}Provided “as is”.")
    assert (draft.body, draft.notice) == (f"{BODY}\n\nMore.", "Provided “as is”.")
    assert [each.words for each in draft.stripped] == [heading.strip()]


@pytest.mark.parametrize(
    "body",
    [
        "The page carries a legal disclaimer: nobody reads it.\n\nBut that is another story.",
        f"Disclaimer: the first words.\n\n{BODY}",
        f"{BODY}\n\nDisclaimer:\n\n" + "Words of the article itself. " * 200,
        f"{BODY}\n\nDisclaimer:",
        "Legal Disclaimer:\n\nOnly small print.",
    ],
)
def test_other_disclaimers_belong_to_the_article(body: str) -> None:
    draft = cleaned(body)
    assert (draft.body, draft.notice, draft.stripped) == (body, "", ())


@pytest.mark.parametrize(
    "dateline",
    [
        "TOKYO, July 9 (Reuters) - ",
        "TOKYO (AP) — ",
        "BRUSSELS/KYIV, July 9 - ",
        "Toronto, March 11 - ",
        "****LONDON - ",
    ],
)
def test_a_summary_needs_no_dateline(dateline: str) -> None:
    assert without_dateline(dateline + BODY) == BODY
    assert without_dateline(f"The talks - the third this year - {BODY}").startswith("The talks")
