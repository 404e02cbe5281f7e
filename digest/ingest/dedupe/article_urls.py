"""Web addresses of articles: behind redirects, without tracking, and in the normal form in which they are compared."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from digest.urls import is_web_address

_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_(?:campaign|content|kwd|medium|source)|itm_\w+|fbclid|gclid|gclsrc|gad_\w+|gbraid|wbraid|dclid"
    r"|msclkid|twclid|ys?clid|mc_[ce]id|igshid|igsh|_ga|_gac|_gl|cmpid|cmp|ocid|smid|smtyp|ito|ico|ref_src|ref_url"
    r"|__twitter_impression|guccounter|guce_referrer\w*|ncid|sr_share|s_cid|s_kwcid|wt_mc|at_medium|at_campaign"
    r"|at_link_\w+|at_format|at_ptr_name|at_bbc_team|xtor|maca|mkt_tok|oly_(?:anon|enc)_id|_hs(?:enc|mi|fp)|vero_id|taid",
    re.IGNORECASE,
)
"""Names of tracking parameters: `utm_source`, `fbclid`, `CMP`.

`cid`, `ref`, `source`, `session` and their like are not here: on some sites they name the article.
"""


_TARGET_KEYS = frozenset(
    "url u target targeturl redirect redirect_url redirecturl redirect_to dest destination goto out".split()
)
"""Parameters in which a redirect keeps the address that it leads to: `?url=https%3A%2F%2F…`."""
_SHORT_TARGET_KEYS = frozenset("q link to r l".split())
"""Those that mean so only on a page that redirects."""
_REDIRECT = re.compile(r"/(?:url|redirect|redir|r|l|l\.php|out|click|away|link|goto|go|exit|track|c)/*$", re.IGNORECASE)
"""`google.com/url`, `l.facebook.com/l.php`."""
_IN_PATH = re.compile(
    r"https?://(?:www\.)?google\.[a-z.]+/amp/(?P<google>s/)?(?P<google_rest>[^/]+\.[^/]+/.+)"
    r"|https?://[\w-]+\.cdn\.ampproject\.org/[acv]/(?P<cdn>s/)?(?P<cdn_rest>[^/]+\.[^/]+/.+)"
    r"|https?://urldefense\.com/v3/__(?P<defended>https?:/.+?)__;.*"
)
"""`https://www.google.com/amp/s/harbour.example/a`, `https://urldefense.com/v3/__https://harbour.example/a__;!!b$`."""
_MAX_WRAPPERS = 4


def unwrapped(url: str) -> str:
    """The address to which a redirect leads, if it holds it itself; else the address."""
    for _ in range(_MAX_WRAPPERS):
        inner = _target(url)
        if not inner:
            break
        url = inner
    return url


def _target(url: str) -> str:
    if in_path := _IN_PATH.fullmatch(url):
        scheme = "https" if in_path["google"] or in_path["cdn"] else "http"
        return in_path["defended"] or f"{scheme}://{in_path['google_rest'] or in_path['cdn_rest']}"
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query)
    except ValueError:
        return ""
    if (parts.hostname or "").startswith("urldefense."):
        pairs = [(key, unquote(value.replace("-", "%").replace("_", "/"))) for key, value in pairs]
    keys = _TARGET_KEYS | (_SHORT_TARGET_KEYS if _REDIRECT.search(parts.path) else frozenset())
    return next((value for key, value in pairs if key.lower() in keys and is_web_address(value)), "")


def without_tracking(url: str) -> str:
    """The address without parameters that only track readers; otherwise unchanged."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
    fragment = "" if parts.fragment.startswith(("xtor=", ":~:")) else parts.fragment
    if len(kept) == len(pairs) and fragment == parts.fragment:
        return url
    return urlunsplit(parts._replace(query=urlencode(kept), fragment=fragment))


def normal_url(url: str) -> str:
    """The normal form of an address: without what does not identify an article (scheme, `www.`, tracking, fragment)."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return f"{host}{port}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"
