"""The address of the site: from the remote, the domain, digest.toml, and what cannot be right."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from digest.config import Config, PublishConfig, SiteConfig, parse
from digest.errors import DigestError
from digest.places import Places
from digest.publish.base_url import actions_repository, settle
from digest.publish.manifest import domain_of
from digest.publish.remote import RepositoryName, is_address, repository_name, whole_address

NEWS = RepositoryName("github.com", "Desk", "News")
HOME = RepositoryName("github.com", "Desk", "desk.github.io")


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/Desk/News.git", NEWS),
        ("https://github.com/Desk/News", NEWS),
        ("https://github.com/Desk/News/", NEWS),
        ("https://ada:token@github.com/Desk/News.git", NEWS),
        ("git@github.com:Desk/News.git", NEWS),
        ("github.com:Desk/News", NEWS),
        ("ssh://git@github.com/Desk/News.git", NEWS),
        ("ssh://git@ssh.github.com:443/Desk/News.git", NEWS),
        ("git://github.com/Desk/News.git", NEWS),
        ("https://www.GitHub.com/Desk/News.git", NEWS),
        ("git@github.example.net:desk/news.git", RepositoryName("github.example.net", "desk", "news")),
        ("https://github.com/Desk", None),
        ("https://gitlab.com/group/sub/news.git", None),
        ("file:///srv/desk/news.git", None),
        ("/srv/desk/news.git", None),
        ("../desk/news.git", None),
        (r"C:\desk\news.git", None),
    ],
)
def test_names_of_repositories(url: str, repository: RepositoryName | None) -> None:
    assert repository_name(url) == repository


def settled(
    repository: RepositoryName | None = NEWS, stated: str = "", domain: str = "", environ: dict[str, str] | None = None
) -> str:
    config = Config(site=SiteConfig(base_url=stated), publish=PublishConfig(domain=domain))
    return settle(config, repository, environ or {}, domain, Places())


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        (NEWS, "https://desk.github.io/News/"),
        (HOME, "https://desk.github.io/"),
        (msgspec.structs.replace(HOME, repo="Desk.GitHub.io"), "https://desk.github.io/"),
        (msgspec.structs.replace(HOME, owner="other"), "https://other.github.io/desk.github.io/"),
        (RepositoryName("github.desk.net", "desk", "news"), "https://pages.github.desk.net/desk/news/"),
    ],
)
def test_it_follows_from_the_remote(repository: RepositoryName, expected: str) -> None:
    assert settled(repository) == expected
    assert settled(repository, stated=expected) == expected


def test_a_domain_of_its_own_is_where_it_stands() -> None:
    assert settled(domain="news.desk.net") == "https://news.desk.net/"
    assert settled(None, domain="news.desk.net") == "https://news.desk.net/"
    assert settled(stated="http://news.desk.net/", domain="news.desk.net") == "http://news.desk.net/"


def test_the_owners_domain_holds_for_all_projects() -> None:
    assert settled(stated="https://desk.net/News/") == "https://desk.net/News/"


def test_on_other_hosts_digest_toml_says() -> None:
    assert settled(None, stated="https://desk.net/a/") == "https://desk.net/a/"
    assert settled(RepositoryName("codeberg.org", "desk", "news"), stated="https://desk.codeberg.page/news/")


def test_an_enterprise_server_may_have_its_sites_elsewhere() -> None:
    repository = RepositoryName("github.desk.net", "desk", "news")
    assert settled(repository, stated="https://sites.desk.net/news/") == "https://sites.desk.net/news/"


def test_in_actions_the_host_is_that_of_actions() -> None:
    environ = {"GITHUB_REPOSITORY": "desk/news", "GITHUB_SERVER_URL": "https://code.desk.net"}
    assert actions_repository(environ) == RepositoryName("code.desk.net", "desk", "news")
    assert actions_repository({"GITHUB_REPOSITORY": "desk/news"}) == RepositoryName("github.com", "desk", "news")
    assert actions_repository({}) is None
    assert settled(actions_repository(environ), environ=environ) == "https://pages.code.desk.net/desk/news/"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            {"repository": None},
            'the address of the site does not follow from the remote, add base_url = "https://…" under [site]',
        ),
        (
            {"repository": RepositoryName("gitlab.com", "desk", "news")},
            "the address of the site does not follow from the remote",
        ),
        ({"stated": "https://desk.github.io/news/"}, "but the address of the site will be https://desk.github.io/News/"),
        ({"stated": "http://desk.github.io/News/"}, "but the address of the site will be https://desk.github.io/News/"),
        ({"stated": "https://other.github.io/News/"}, "but the address of the site will be https://desk.github.io/News/"),
        ({"stated": "https://desk.net/"}, 'add domain = "desk.net" under [publish]'),
        ({"repository": HOME, "stated": "https://desk.net/"}, 'add domain = "desk.net" under [publish]'),
        ({"stated": "https://desk.net/", "domain": "news.desk.net"}, "the address of the site will be https://news.desk.net/"),
        ({"stated": "https://news.desk.net/a/", "domain": "news.desk.net"}, "the address of the site will be https://news.desk.net/"),
        ({"repository": None, "stated": "http://localhost:8000/"}, "is that of a preview on this machine"),
        ({"repository": None, "stated": "http://127.0.0.2:8000/"}, "is that of a preview on this machine"),
        ({"repository": None, "stated": "http://[::1]:8000/"}, "is that of a preview on this machine"),
        ({"repository": None, "stated": "http://0.0.0.0/"}, "is that of a preview on this machine"),
        ({"repository": None, "stated": "http://news.localhost/"}, "is that of a preview on this machine"),
        ({"stated": "http://localhost/News/"}, "but the address of the site will be"),
        ({"repository": None, "stated": "https://example.org/news/"}, "is an example's"),
        ({"repository": None, "stated": "https://www.example.com/"}, "is an example's"),
    ],
)
def test_what_cannot_be_right_is_refused(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(DigestError) as caught:
        settled(**arguments)
    (finding,) = caught.value.findings
    assert said in str(finding)
    assert finding.path == "digest.toml"


def test_a_domain_may_stand_in_static(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    file = tmp_path / "static/CNAME"
    assert domain_of(tmp_path, Config()) == ""
    file.write_text("News.Desk.net\n")
    assert domain_of(tmp_path, Config()) == "news.desk.net"
    assert domain_of(tmp_path, Config(publish=PublishConfig(domain="news.desk.net"))) == "news.desk.net"
    for content, domain in (("news.desk.net", "other.net"), ("", ""), ("https://desk.net/", "")):
        file.write_text(content)
        with pytest.raises(DigestError) as caught:
            domain_of(tmp_path, Config(publish=PublishConfig(domain=domain)))
        assert caught.value.findings[0].path == "static/CNAME"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('method = "workflow"', '"workflow" is not allowed here'),
        ('history = "none"', '"none" is not allowed here, write one of keep, squash'),
        ('domain = "https://news.desk.net/"', "is not a domain, write it without https://"),
        ('domain = "news"', "is not a domain"),
        ('domain = "news.desk.net/a"', "is not a domain"),
        ('branch = "gh pages"', "cannot be the name of a branch"),
        ('branch = "--force"', "cannot be the name of a branch"),
        ('branch = "a..b"', "cannot be the name of a branch"),
        ('branch = "a.lock"', "cannot be the name of a branch"),
        ('branch = ""', "cannot be the name of a branch"),
        ('branch = "HEAD"', '"HEAD" cannot be the name of a branch'),
        ('branch = "@"', '"@" cannot be the name of a branch'),
        ('branch = "@{-1}"', "cannot be the name of a branch"),
        ('branch = "refs/heads/gh-pages"', "cannot be the name of a branch"),
        ('branch = "refs/tags/v1"', "cannot be the name of a branch"),
        ('branch = "+gh-pages"', "cannot be the name of a branch"),
        ('remote = "--upload-pack=evil"', "is neither the name of a remote nor the address of a repository"),
        ('remote = ""', "is neither the name of a remote"),
    ],
)
def test_settings_are_checked(line: str, said: str) -> None:
    _, (finding,) = parse(f"[publish]\n{line}\n")
    assert said in str(finding)
    assert str(finding).startswith("digest.toml:2:1: ")


def test_addresses_of_remotes() -> None:
    assert [is_address(name) for name in ("origin", "desk/news", "../a", "git@a:b", "https://a/b")] == [
        False, True, True, True, True,
    ]  # fmt: skip
    root = Path("/sites/news")
    assert whole_address("../out.git", root) == "/sites/out.git"
    assert whole_address("git@a.net:b/c.git", root) == "git@a.net:b/c.git"
