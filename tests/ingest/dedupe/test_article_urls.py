"""Addresses of articles, without tracking parameters and as keys for comparing."""

import pytest

from digest.ingest.dedupe.article_urls import normal_url, without_tracking

ARTICLE = "https://example.org/2026/03/summit"
TRACKING = """
utm_source=x&utm_medium=rss UTM_Campaign=x mtm_campaign=x&mtm_source=y pk_campaign=x&pk_kwd=y itm_source=hp fbclid=Iw
gclid=C gclsrc=aw.ds gad_source=1&gad_campaignid=22 gbraid=0A wbraid=C dclid=C msclkid=5f twclid=2 yclid=9 ysclid=lm
mc_cid=8a&mc_eid=9b igshid=M igsh=M _ga=2.1 _gac=1.2 _gl=1 cmpid=tw CMP=share_btn_tw ocid=tw smid=tw&smtyp=cur ito=14
ico=most ref_src=tw&ref_url=x __twitter_impression=true guccounter=1&guce_referrer=a ncid=t sr_share=f s_cid=tw
s_kwcid=AL wt_mc=rss at_medium=RSS&at_campaign=K at_link_id=A&at_format=link&at_ptr_name=tw&at_bbc_team=e xtor=RSS-3
maca=en-rss mkt_tok=e oly_enc_id=1&oly_anon_id=9 _hsenc=p&_hsmi=1 vero_id=a taid=65
"""
NAMING = """
id=7 cid=48213 eid=77 uid=4711 source=bulletin&nr=7 gallery=12 game=991 ref=IP-24-123 session=57-1 keyword=nato lid=5
campaign=2024 pk=12 print
"""
"""Parameters that name an article on some site, though other sites track with them."""


@pytest.mark.parametrize("query", TRACKING.split())
def test_tracking_parameters_go(query: str) -> None:
    assert without_tracking(f"{ARTICLE}?{query}") == ARTICLE
    assert without_tracking(f"{ARTICLE}?id=7&{query}#top") == f"{ARTICLE}?id=7#top"


@pytest.mark.parametrize("query", NAMING.split())
def test_parameters_that_may_name_the_article_stay(query: str) -> None:
    assert without_tracking(f"{ARTICLE}?{query}") == f"{ARTICLE}?{query}"
    assert normal_url(f"{ARTICLE}?{query}") != normal_url(ARTICLE)


@pytest.mark.parametrize(
    "url", [f"{ARTICLE}#c12", f"{ARTICLE}?b=2&a=1", f"{ARTICLE}?q=a%20b", "https://example.org/a//b", "http://[", ""]
)
def test_an_address_without_tracking_stays_as_it_is(url: str) -> None:
    assert without_tracking(url) == url


@pytest.mark.parametrize("fragment", ["xtor=RSS-3208", ":~:text=summit"])
def test_fragments_that_track_or_mark_go(fragment: str) -> None:
    assert without_tracking(f"{ARTICLE}#{fragment}") == ARTICLE


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a?id=7",
        "https://www.example.org/a/?id=7#top",
        "https://EXAMPLE.org:443/a?utm_source=x&id=7&fbclid=y",
        " https://example.org/a?id=7 ",
    ],
)
def test_addresses_that_lead_to_one_article_are_equal(url: str) -> None:
    assert normal_url(url) == normal_url("https://example.org/a?id=7")


@pytest.mark.parametrize(
    "url", ["https://example.org/b?id=7", "https://example.org/a", "https://example.org:8080/a?id=7", "http://["]
)
def test_others_are_not(url: str) -> None:
    assert normal_url(url) != normal_url("https://example.org/a?id=7")


def test_the_order_of_parameters_is_nothing() -> None:
    assert normal_url(f"{ARTICLE}?b=2&a=1&a=0") == normal_url(f"{ARTICLE}?a=0&a=1&b=2") == (
        "example.org/2026/03/summit?a=0&a=1&b=2"
    )
