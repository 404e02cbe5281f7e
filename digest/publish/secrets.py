"""Content that no published file may have: keys, tokens, and links to a preview on the editor's own machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_NAMES = re.compile(
    r"\.env(?:\.(?!example$|sample$|template$).*)?|.+\.env|id_(?:rsa|dsa|ecdsa|ed25519)|[._]?netrc"
    r"|\.?(?:npmrc|pypirc|htpasswd|htdigest|git-credentials|pgpass|my\.cnf|s3cfg|boto|dockercfg|yarnrc\.yml)"
    r"|\.(?:bash|zsh|sh|psql|mysql|python)_history|wp-config\.php|master\.key|secring\.gpg|terraform\.tfstate"
    r"|.*\.(?:p12|pfx|jks|kdbx?|keystore|ppk|ovpn|tfvars)",
    re.IGNORECASE,
)
"""Names of files that hold secrets."""

_BACKUP = re.compile(r"(?:\.(?:bak|backup|old|orig|save|swp|swo|tmp)|~)$", re.IGNORECASE)
"""Endings that programs and people add to a file's name for a backup."""

_QUOTE = rb"(?:\\?[\"']|&#3[49];|&quot;)?"
_AFTER = rb"(?![A-Za-z0-9_-])"


class Rule(msgspec.Struct, frozen=True):
    """A form of secrets, as their issuer documents it."""

    what: str
    signs: tuple[bytes, ...]
    """Bytes of which every match has at least one. To search for them is quick."""
    form: re.Pattern[bytes]


def _rule(what: str, signs: str, form: bytes) -> Rule:
    return Rule(what, tuple(sign.encode() for sign in signs.split(" ")), re.compile(form))


RULES: tuple[Rule, ...] = (
    # With the first characters of the key, because an article may quote the line that begins one.
    Rule(
        "a private key",
        (b"PRIVATE KEY",),
        re.compile(
            rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\r|\\n)+"
            rb"(?:[\w-]+: [^\n]*\s+)*[A-Za-z0-9+/=]{40}"
        ),
    ),
    _rule("a private key", "PuTTY-User-Key-File", rb"PuTTY-User-Key-File-\d: "),
    _rule("a private key", "AGE-SECRET-KEY-1", rb"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b"),
    _rule("a token of GitHub", "ghp_ gho_ ghu_ ghs_ ghr_", rb"\bgh[pousr]_[A-Za-z0-9_]{36}"),
    _rule("a token of GitHub", "github_pat_", rb"\bgithub_pat_[A-Za-z0-9_]{22}"),
    _rule(
        "a token of GitLab",
        "glpat- gldt- glrt- glrtr- glptt- glft- glffct- glimt- glagent- gloas- glsoat- glcbt- glwt- GR1348941",
        rb"\b(?:gl(?:pat|dt|rtr?|ptt|ft|ffct|imt|agent|oas|soat|cbt|wt)-|GR1348941)[A-Za-z0-9_.-]{20}",
    ),
    _rule("a token of Bitbucket or Atlassian", "ATATT3 ATBB ATCTT3", rb"\bAT(?:ATT3|CTT3|BB)[A-Za-z0-9_=-]{28}"),
    _rule("a key of AWS", "AKIA", rb"\bAKIA(?![A-Z0-9]{9}EXAMPLE\b)[A-Z0-9]{16}\b"),
    _rule(
        "a key of AWS",
        "A3T ABIA ACCA ASIA",
        rb"\b(?:A3T[A-Z0-9]|ABIA|ACCA|ASIA)(?=[A-Z]*[0-9])(?![A-Z0-9]{9}EXAMPLE\b)[A-Z0-9]{16}\b",
    ),
    _rule(
        "a key of AWS",
        "aws_secret_access_key AWS_SECRET_ACCESS_KEY ecretAccessKey",
        rb"(?:aws_secret_access_key|AWS_SECRET_ACCESS_KEY|[sS]ecretAccessKey)" + _QUOTE + rb"\s*[:=]\s*" + _QUOTE
        + rb"(?![A-Za-z0-9/+]{30}EXAMPLEKEY)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
    ),
    _rule("a key of AWS", "amzn.mws.", rb"\bamzn\.mws\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    _rule("a key of Google", "AIza", rb"\bAIza[A-Za-z0-9_-]{35}" + _AFTER),
    _rule("a key of Google", "GOCSPX-", rb"\bGOCSPX-[A-Za-z0-9_-]{28}" + _AFTER),
    _rule("a token of Google", "ya29.", rb"\bya29\.[A-Za-z0-9_-]{40}"),
    _rule("a key of Google", ":APA91b", rb"\bAAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{100}"),
    _rule(
        "a key of Azure",
        "AccountKey= SharedAccessKey=",
        rb"\b(?:AccountKey=[A-Za-z0-9+/]{86}==|SharedAccessKey=[A-Za-z0-9+/]{43}=)",
    ),
    _rule(
        "a key of Azure",
        "Q~",
        rb"(?<![A-Za-z0-9_.~-])[A-Za-z0-9_.~]{3}[0-9]Q~[A-Za-z0-9_.~-]{31,34}(?![A-Za-z0-9_~-])",
    ),
    _rule(
        "a signed address of Azure",
        "sig=",
        rb"[?&;]sv=20[0-9]{2}-[^\s\"'<>]{1,400}[?&;]sig=[A-Za-z0-9%/+]{40,}(?:%3[dD]|=)",
    ),
    _rule("a token of Slack", "xox", rb"\bxox[abcdeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{20}"),
    _rule("a token of Slack", "xapp-", rb"\bxapp-[0-9]-[A-Z0-9]{8,}-[0-9]{8,}-[A-Za-z0-9]{20}"),
    _rule(
        "a webhook of Slack",
        "hooks.slack.com",
        rb"\bhooks\.slack\.com\\?/(?:services|workflows|triggers)\\?/[A-Z0-9]{8,}\\?/[A-Za-z0-9]{8,}\\?/[A-Za-z0-9/\\]{20}",
    ),
    _rule(
        "a webhook of Discord",
        "/webhooks/ /webhooks\\/",
        rb"\bdiscord(?:app)?\.com\\?/api\\?/(?:v[0-9]+\\?/)?webhooks\\?/[0-9]{17,20}\\?/[A-Za-z0-9_-]{60}",
    ),
    _rule(
        "a webhook of Microsoft Teams",
        "webhook.office.com",
        rb"\bwebhook\.office\.com\\?/webhookb2\\?/[0-9a-f-]{36}@[0-9a-f-]{36}\\?/IncomingWebhook\\?/[0-9a-f]{32}",
    ),
    _rule(
        "a token of Discord",
        ".",
        rb"\.(?:" + b"|".join(rb"(?<=\b[MNO][A-Za-z0-9_-]{%d}\.)" % length for length in range(23, 28))
        + rb")[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}" + _AFTER,
    ),
    _rule("a token of Telegram", ":AA", rb"(?<![0-9A-Za-z:-])[0-9]{6,16}:AA[A-Za-z0-9_-]{33}" + _AFTER),
    _rule("a key of Twilio", "SK", rb"\bSK[0-9a-f]{32}\b"),
    _rule("a key of Stripe", "k_live_", rb"\b[rs]k_live_[A-Za-z0-9]{24}"),
    _rule("a key of Stripe", "whsec_", rb"\bwhsec_[A-Za-z0-9+/]{32}"),
    _rule("a key of Square", "sq0csp- sq0atp-", rb"\bsq0(?:csp-[A-Za-z0-9_-]{43}|atp-[A-Za-z0-9_-]{22})"),
    _rule("a key of Shopify", "shpat_ shpca_ shppa_ shpss_", rb"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b"),
    _rule("a token of npm", "npm_", rb"\bnpm_[A-Za-z0-9]{36}"),
    _rule(
        "a token of npm",
        "_authToken _auth _password",
        rb"(?m)(?:^|[:>])_(?:authToken|auth|password)\s*=\s*" + _QUOTE + rb"(?!\$|\{|<|&lt;)[^\s\"'<>&]{8}",
    ),
    _rule("a token of a Python index", "pypi-AgE", rb"\bpypi-AgE[A-Za-z0-9_-]{50}"),
    _rule("a token of RubyGems", "rubygems_", rb"\brubygems_[0-9a-f]{48}\b"),
    _rule("a token of Docker", "dckr_pat_", rb"\bdckr_pat_[A-Za-z0-9_-]{27}"),
    _rule("a key of Anthropic", "sk-ant-", rb"\bsk-ant-[A-Za-z0-9_-]{32}"),
    _rule("a key of OpenAI", "sk-proj- sk-svcacct- sk-admin-", rb"\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32}"),
    _rule(
        "a key of OpenAI",
        "T3BlbkFJ",
        rb"\bsk-(?!ant-|proj-|svcacct-|admin-)[A-Za-z0-9_-]{20,200}T3BlbkFJ[A-Za-z0-9]{20}",
    ),
    _rule("a key of OpenAI", "sk-", rb"\bsk-(?![A-Za-z0-9]{20}T3BlbkFJ)[A-Za-z0-9]{48}" + _AFTER),
    _rule("a token of Hugging Face", "hf_ api_org_", rb"\b(?:hf|api_org)_[A-Za-z0-9]{34}"),
    _rule("a key of Groq", "gsk_", rb"\bgsk_[A-Za-z0-9]{52}"),
    _rule("a token of Replicate", "r8_", rb"\br8_[A-Za-z0-9]{37}" + _AFTER),
    _rule("a key of SendGrid", "SG.", rb"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    _rule("a key of Mailgun", "key-", rb"\bkey-[0-9a-f]{32}\b"),
    _rule("a key of Mailchimp", "-us", rb"\b[0-9a-f]{32}-us[0-9]{1,2}\b"),
    _rule("a token of DigitalOcean", "_v1_", rb"\bdo[opr]_v1_[0-9a-f]{64}\b"),
    _rule("a token of Databricks", "dapi", rb"\bdapi[0-9a-f]{32}(?:-[0-9])?\b"),
    _rule("a token of HashiCorp Vault", "hvs. hvb.", rb"\bhv[sb]\.[A-Za-z0-9_-]{24}"),
    _rule("a token of Grafana", "glsa_ glc_", rb"\b(?:glsa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}|glc_[A-Za-z0-9+/]{32})"),
    _rule("a token of Notion or Linear", "ntn_ lin_api_", rb"\b(?:ntn_[A-Za-z0-9]{46}|lin_api_[A-Za-z0-9]{40})"),
    _rule("a token of Facebook", "EAA", rb"\bEAA[A-Za-z0-9]{100}"),
    _rule("a key of Alibaba", "LTAI", rb"\bLTAI(?=[A-Za-z]*[0-9])[A-Za-z0-9]{20}\b"),
    _rule("a token of Tailscale", "tskey-", rb"\btskey-[a-z]+-[A-Za-z0-9]{8,}-[A-Za-z0-9]{16}"),
    _rule("a JSON Web Token", "eyJ", rb"\beyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20}"),
    _rule(
        "an address with a password",
        "@",
        rb":(?:\\?/){2}[^\s/?#@:\"'<>\\|]{0,100}:"
        rb"(?!(?:pass|passwd|password|passwort|pwd|pw|secret|token|[A-Z_]+|[xX*.\xe2\x80\xa6]+)@|[$%{\[(]|&lt;|\xe2\x80\xa6)"
        rb"[^\s/?#@\"'<>\\|]{1,200}@[A-Za-z0-9.\[-]",
    ),
    _rule(
        "a password of WordPress",
        "define(",
        rb"define\(\s*" + _QUOTE + rb"(?:DB_PASSWORD|(?:SECURE_AUTH|LOGGED_IN|AUTH|NONCE)_(?:KEY|SALT))" + _QUOTE
        + rb"\s*,\s*" + _QUOTE + rb"(?!password_here|put your unique|&#3|&quot;)[^\s\"')][^\"'\n]{2}",
    ),
    _rule("a password", "machine", rb"\bmachine\s+\S+\s+login\s+\S+\s+password\s+\S+"),
    _rule(
        "a password",
        ":$ :{S",
        rb"(?m)(?:^|>)[^\s:<>]{1,64}:(?:\$(?:apr1|2[abxy]|[156y])\$|\{S?SHA\})[A-Za-z0-9./$+=]{20}",
    ),
)  # fmt: skip
"""From the most specific form to the least. The forms follow the documents of the issuers, if these show one."""

_TAIL = 16


def _is_placeholder(secret: bytes) -> bool:
    """Whether a secret is a placeholder of documentation: `ghp_xxxxxxxxxxxx…`, T00000000/B00000000/XXXXXXXX…."""
    return len(set(secret[-_TAIL:])) < 4


_LOCAL = rb"https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(?=[:/\"'?#])"
_HOSTS = (b"//localhost", b"//127.", b"//0.0.0.0", b"//[::1]")
_PREVIEW = re.compile(rb"(?:\b(?:href|src|content|action|url|\w+_url|xmlUrl|htmlUrl)\"?\s*[=:]\s*[\"']|<loc>)" + _LOCAL)
"""An address that a reader's browser would follow: `href="http://localhost:8000/`. In plain text it may stay."""


def is_secret_name(path: str) -> bool:
    """Whether a file has the name of a file for secrets: `.env`, `prod.env`, `id_rsa`."""
    return bool(_NAMES.fullmatch(_BACKUP.sub("", path.rpartition("/")[2])))


def is_backup_name(path: str) -> bool:
    """Whether a file has the name of a backup: `article.md.bak`, `.page.html.swp`."""
    return bool(_BACKUP.search(path))


def secrets_in(content: bytes) -> Iterator[tuple[str, int]]:
    """Each secret in a file's bytes: its kind and its line."""
    for rule in RULES:
        if any(sign in content for sign in rule.signs):
            for match in rule.form.finditer(content):
                if not _is_placeholder(match[0]):
                    yield rule.what, _line(content, match.start())


def previews_in(content: bytes) -> Iterator[int]:
    """The lines on which a link leads to the editor's own machine."""
    if any(host in content for host in _HOSTS):
        for match in _PREVIEW.finditer(content):
            yield _line(content, match.start())


def _line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1
