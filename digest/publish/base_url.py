"""The site's base_url, derived from the repository that it is published to."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from digest.config import Config
from digest.errors import DigestError
from digest.places import Places
from digest.publish.remote import GITHUB, RepositoryName
from digest.urls import hostname

_RESERVED = ("example", "example.com", "example.org", "example.net", "invalid", "test")
"""Names reserved by RFC 2606: an editor has kept an example of the documentation."""


def settle(
    config: Config, repository: RepositoryName | None, environ: Mapping[str, str], domain: str, places: Places
) -> str:
    """The site's base_url: from `digest.toml` or, if that has none, from the remote.

    Raises DigestError for a base_url that cannot be right, and if neither names an address.
    """
    stated = config.site.base_url
    follows = f"https://{domain}/" if domain else _pages_address(repository, environ)
    if not follows and not stated:
        hint = 'add base_url = "https://…" under [site]'
        message = "the address of the site does not follow from the remote"
        raise DigestError(places.error("site", "base_url", message, hint))
    on_github = repository is not None and repository.host == GITHUB
    is_certain = bool(domain) or on_github  # an Enterprise Server may use another address
    if stated and is_certain and not _agree(stated, follows, bool(domain)):
        raise DigestError(places.error("site", "base_url", *_disagreement(stated, follows, domain)))
    settled = stated or follows
    wrong = _unfit(hostname(settled))
    if wrong:
        hint = "write the address at which readers will find the site"
        raise DigestError(places.error("site", "base_url", f'the base_url "{settled}" {wrong}', hint))
    return settled


def actions_repository(environ: Mapping[str, str]) -> RepositoryName | None:
    """The repository of the running GitHub Actions workflow; None outside of Actions."""
    owner, _, repo = environ.get("GITHUB_REPOSITORY", "").partition("/")
    host = hostname(environ.get("GITHUB_SERVER_URL", f"https://{GITHUB}"))
    return RepositoryName(host, owner, repo) if owner and repo and host else None


def _pages_address(repository: RepositoryName | None, environ: Mapping[str, str]) -> str:
    """The address of a repository's site on GitHub Pages or a GitHub Enterprise Server; empty on other hosts."""
    if repository is None:
        return ""
    owner, repo = repository.owner.lower(), quote(repository.repo)
    if repository.host == GITHUB:
        home = f"{owner}.github.io"
        return f"https://{home}/" if repo.lower() == home else f"https://{home}/{repo}/"
    here = actions_repository(environ)
    if repository.host.startswith("github.") or (here is not None and here.host == repository.host):
        return f"https://pages.{repository.host}/{quote(repository.owner)}/{repo}/"
    return ""


def _agree(stated: str, follows: str, own_domain: bool) -> bool:
    left, right = urlsplit(stated), urlsplit(follows)
    if (left.netloc.lower(), left.path) == (right.netloc.lower(), right.path):
        return left.scheme == "https" or own_domain
    # The owner's user site may have a domain of its own: then all project sites are under that domain.
    elsewhere = not hostname(stated).endswith(".github.io")
    return elsewhere and not own_domain and left.path == right.path != "/" and not _unfit(hostname(stated))


def _disagreement(stated: str, follows: str, domain: str) -> tuple[str, str]:
    host = hostname(stated)
    message = f'base_url is "{stated}", but the address of the site will be {follows}'
    hint = f'take the line out, or write base_url = "{follows}"'
    if not domain and not _unfit(host) and not host.endswith("github.io") and urlsplit(stated).path == "/":
        hint += f'; if the site has a domain of its own, add domain = "{host}" under [publish]'
    return message, hint


def _unfit(host: str) -> str:
    """Why readers cannot reach a host; empty if they can."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if host == "localhost" or host.endswith(".localhost"):
            return "is that of a preview on this machine"
        return "is an example's" if host.endswith(tuple(f".{name}" for name in _RESERVED)) or host in _RESERVED else ""
    return "is that of a preview on this machine" if address.is_loopback or address.is_unspecified else ""
