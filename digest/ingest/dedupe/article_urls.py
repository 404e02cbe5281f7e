"""Web addresses of articles: without tracking parameters, and in the normal form in which they are compared."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

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
