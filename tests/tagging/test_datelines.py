"""Datelines: `digest add` and tagging read the same one, and sentences end where they end for both."""

import pytest

from digest.gazetteer import builtin
from digest.ingest.draft import Draft, Location
from digest.ingest.wire import clean
from digest.language.datelines import read_dateline
from digest.tagging import Tagging, tag

LOCAL = "The council met today and settled the matter of the harbour, officials said."


def rules(tagging: Tagging) -> dict[str, str]:
    """Each actor with the text of the dateline that speaks for it, or else the empty string."""
    return {
        each.actor.name: next((piece.text for piece in each.evidence if piece.rule == "dateline"), "")
        for each in (*tagging.actors, *tagging.mentions)
    }


@pytest.mark.parametrize(
    ("head", "printed", "place", "countries"),
    [
        ("ROME, March 3 (Reuters) - ", "ROME, March 3", "ROME", ["Italy"]),
        ("ROME, 3 March (Reuters) - ", "ROME, 3 March", "ROME", ["Italy"]),
        ("Rome, 3rd March - ", "Rome, 3rd March", "Rome", ["Italy"]),
        ("ROMA, 3 marzo (ANSA) - ", "ROMA, 3 marzo", "ROMA", []),
        ("BERLIN, 3. März 2024 (dpa) - ", "BERLIN, 3. März 2024", "BERLIN", ["Germany"]),
        ("Berlin (dpa) - ", "Berlin", "Berlin", ["Germany"]),
        ("TOKYO: July 9 (Reuters) - ", "TOKYO: July 9", "TOKYO", ["Japan"]),
        ("TOKYO: (Kyodo) - ", "", "", []),
        ("MOSCOW. March 5. (TASS) - ", "MOSCOW. March 5", "MOSCOW", ["Russia"]),
        ("MOSCOW, March 5. /TASS/. ", "MOSCOW, March 5", "MOSCOW", ["Russia"]),
        ("MOSCOW, March 5, Reuter - ", "MOSCOW, March 5", "MOSCOW", ["Russia"]),
        ("OSLO ,March 5 - ", "OSLO ,March 5", "OSLO", ["Norway"]),
        ("OSLO, MARCH 5 -- ", "OSLO, MARCH 5", "OSLO", ["Norway"]),
        ("OSLO, Narch 2O - ", "OSLO, Narch 2O", "OSLO", ["Norway"]),
        ("Oslo, Agenda 21 - ", "", "", []),
        ("****OSLO, March 5 - ", "OSLO, March 5", "OSLO", ["Norway"]),
        ("New Delhi, Jul 9 (PTI) ", "New Delhi, Jul 9", "New Delhi", ["India"]),
        ("OSLO/PARIS, 5 March - ", "OSLO/PARIS, 5 March", "OSLO/PARIS", ["Norway", "France"]),
        ("TOKYO, Japan \u2013 July 9, 2024 \u2013 ", "TOKYO, Japan \u2013 July 9, 2024", "TOKYO, Japan", ["Japan"]),
        ("EUREKA, Calif., 5 May (AP) \u2014 ", "EUREKA, Calif., 5 May", "EUREKA, Calif.", ["United States"]),
        ("LONDON, Ont. \u2014 ", "LONDON, Ont.", "LONDON, Ont.", ["Canada"]),
        ("EXCLUSIVE - ", "", "", []),
        ("UPDATE 1 - ", "", "", []),
        ("BREAKING NEWS - ", "", "", []),
        ("Oslo - once Christiania - ", "", "", []),
        ("Hansen (NOR) - ", "", "", []),
        ("In Oslo, March 5 (Tuesday) ", "", "", []),
    ],
)
def test_add_and_tagging_agree_on_a_dateline(head: str, printed: str, place: str, countries: list[str]) -> None:
    known = builtin()
    assert clean(Draft(location=Location("x"), title="Council settles", body=head + LOCAL), known).dateline == printed
    tagging = tag("Council settles", head + LOCAL, known)
    assert {name: text for name, text in rules(tagging).items() if text} == dict.fromkeys(countries, place)
    dateline = read_dateline(head + LOCAL)
    assert (head + LOCAL)[dateline.end :] == LOCAL if dateline else not place


@pytest.mark.parametrize("rank", ["Gen.", "Sgt.", "Cmdr.", "Supt."])
def test_a_rank_ends_no_first_sentence(rank: str) -> None:
    body = f"Officials on Tuesday welcomed the visiting {rank} Bilko from France in the harbour. Others came later."
    (france,) = (each for each in tag("Visit begins", body, builtin()).actors if each.actor.name == "France")
    assert [(piece.text, piece.place) for piece in france.evidence] == [("France", "lead")]
