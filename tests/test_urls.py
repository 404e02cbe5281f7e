"""Whose an address is, and which server answers for it."""

import pytest

from digest.urls import host_and_port, hostname


@pytest.mark.parametrize(
    ("url", "host", "server"),
    [
        ("https://News.Example.org:8443/a?b#c", "news.example.org", "news.example.org:8443"),
        ("http://example.org", "example.org", "example.org"),
        ("https://jane:secret@example.org:80/", "example.org", "example.org:80"),
        ("http://[2001:DB8::1]:8080/", "2001:db8::1", "[2001:db8::1]:8080"),
        ("mailto:jane@example.org", "", ""),
        ("/a/page", "", ""),
        ("http://[broken/", "", ""),
        ("", "", ""),
    ],
)
def test_a_host_is_whose_it_is_and_with_its_port_what_answers(url: str, host: str, server: str) -> None:
    assert (hostname(url), host_and_port(url)) == (host, server)
