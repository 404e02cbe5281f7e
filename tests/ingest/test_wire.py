"""Lead-ins, datelines and small print."""

import pytest

from digest.gazetteer import builtin
from digest.ingest.draft import Draft, Location, Stripped
from digest.ingest.wire import clean
from digest.language.datelines import without_dateline

BODY = "The alliance met in Brussels on Tuesday. It will meet again."


def cleaned(body: str, source: str = "", title: str = "A headline") -> Draft:
    return clean(Draft(location=Location("x.txt"), title=title, body=body, source=source), builtin())


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
    assert draft.dateline == "TOKYO, July 9"


def test_a_name_in_capitals_is_no_dateline() -> None:
    assert cleaned(f"NATO - {BODY}").dateline == ""


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("By Jane Roe", ("Jane Roe",), ""),
        ("By Jane Roe and John van der Doe", ("Jane Roe", "John van der Doe"), ""),
        ("By Jane Roe, Reuters", ("Jane Roe",), "Reuters"),
        ("Von Jana Muster", ("Jana Muster",), ""),
    ],
)
def test_a_by_line_names_the_authors(line: str, authors: tuple[str, ...], source: str) -> None:
    draft = cleaned(f"{line}\n\nTOKYO, July 9 - {BODY}")
    assert (draft.authors, draft.source, draft.dateline) == (authors, source, "TOKYO, July 9")
    assert draft.stripped == (Stripped("by-line", line),)


@pytest.mark.parametrize("lines", ["Reuters", "By Jane Roe\n\nReuters", "Reuters\n\nBy Jane Roe", "*Reuters*"])
def test_an_outlet_on_a_line_of_its_own_is_the_source(lines: str) -> None:
    draft = cleaned(f"{lines}\n\nJuly 9, 2024\n\n{BODY}")
    assert (draft.source, draft.body) == ("Reuters", f"July 9, 2024\n\n{BODY}")
    assert {each.rule for each in draft.stripped} <= {"source line", "by-line"}


def test_a_line_that_says_the_day_hides_nothing() -> None:
    draft = cleaned(f"A headline\n\nJuly 9, 2024\n\nBy Jane Roe\n\n(Reuters) - {BODY}\n\nENDS")
    assert (draft.authors, draft.source, draft.body) == (("Jane Roe",), "Reuters", f"July 9, 2024\n\n{BODY}")


@pytest.mark.parametrize("lines", ["Qzxnews", "Reuters said so", "Japan"])
def test_other_lines_are_no_outlet(lines: str) -> None:
    assert cleaned(f"{lines}\n\n{BODY}").body == f"{lines}\n\n{BODY}"
    assert cleaned("Reuters").body == "Reuters"


@pytest.mark.parametrize(
    "line", ["By then it was late.", "By noon", "By Jane Roe, of the port authority", "By the sea"]
)
def test_what_is_no_by_line_stays(line: str) -> None:
    assert cleaned(f"{line}\n\n{BODY}").body == f"{line}\n\n{BODY}"


@pytest.mark.parametrize(
    ("ending", "rule"),
    [
        ("ENDS", "end mark"), ("-30-", "end mark"), ("- Ends -", "end mark"), ("###", "end mark"),
        ("Reuter", "end mark"),
        ("Our Standards: The Thomson Reuters Trust Principles.", "standing line"),
        ("This is a breaking news story. Please check back for updates.", "standing line"),
        ("READ MORE: A seal in the harbour", "read more"), ("ALSO READ", "read more"), ("Related: Seals", "read more"),
        ("Sign up for our newsletter to never miss a seal.", "sign-up"), ("Follow us on Facebook", "sign-up"),
    ],
)  # fmt: skip
def test_what_stands_below_the_last_paragraph_goes_and_is_named(ending: str, rule: str) -> None:
    draft = cleaned(f"{BODY}\n\n{ending}")
    assert (draft.body, draft.notice, draft.stripped) == (BODY, "", (Stripped(rule, ending),))


@pytest.mark.parametrize(
    "ending",
    [
        "(Reporting by Jane Roe in Riga; Editing by John Doe)",
        "Reporting by Jane Roe; Additional reporting by John Doe",
        "© 2024 AFP",
        "Copyright 2024 The Associated Press. All rights reserved. This material may not be published.",
    ],
)
def test_credits_and_copyright_become_the_notice(ending: str) -> None:
    draft = cleaned(f"{BODY}\n\n{ending}\n\nENDS")
    assert (draft.body, draft.notice) == (BODY, ending)
    assert draft.stripped == (Stripped("end mark", "ENDS"),)
    assert draft.authors == (("Jane Roe",) if "Jane" in ending else ())


def test_several_endings_and_a_disclaimer_keep_their_order() -> None:
    draft = cleaned(f"{BODY}\n\n(Reporting by Jane Roe)\n\n© 2024 AFP\n\nLegal Disclaimer:\n\nAs is.")
    assert (draft.body, draft.notice) == (BODY, "(Reporting by Jane Roe)\n\n© 2024 AFP\n\nAs is.")


def test_an_agency_signs_the_last_line() -> None:
    draft = cleaned(f"{BODY} Reuter")
    assert (draft.body, draft.stripped) == (BODY, (Stripped("end mark", "Reuter"),))


@pytest.mark.parametrize(
    "last",
    [
        "Reporting by the panel found that nothing had changed in the harbour, which it called a shame.",
        "Copyright law is changing in many countries.",
        "The end of the talks is near.",
        "Read more books, she said.",
        "More than that nobody knows.",
        "See you in spring, the host said.",
        "Unsubscribe, the minister told those who had signed up at https://example.org/list, and do it before summer.",
        "Unsubscribe is the word of the year.",
    ],
)
def test_a_last_paragraph_of_words_stays(last: str) -> None:
    draft = cleaned(f"{BODY}\n\n{last}")
    assert (draft.body, draft.notice, draft.stripped) == (f"{BODY}\n\n{last}", "", ())


@pytest.mark.parametrize("heading", ["Avertissement :", "Haftungsausschluss:", "Aviso legal:", "Mentions légales :"])
def test_small_print_in_other_languages(heading: str) -> None:
    draft = cleaned(f"{BODY}\n\n{heading}\n\nÀ titre indicatif.")
    assert (draft.body, draft.notice) == (BODY, "À titre indicatif.")


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
