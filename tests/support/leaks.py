"""Secrets of every form, made of chance: no scanner finds one in this repository, and none opens anything."""

import random
import string
from typing import NamedTuple

LETTERS = string.ascii_letters
MIXED = LETTERS + string.digits
UPPER = string.ascii_uppercase + string.digits
HEX = "0123456789abcdef"
URL_SAFE = MIXED + "-_"
BASE64 = MIXED + "+/"

_chance = random.Random(20261124)


def some(length: int, letters: str = MIXED) -> str:
    return "".join(_chance.choices(letters, k=length))


def private_key(kind: str) -> str:
    """A file as OpenSSL and OpenSSH write it: `kind` is `RSA `, `OPENSSH ` or empty."""
    lines = "\n".join(some(64, BASE64) for _ in range(4))
    dashes = "-" * 5
    return f"{dashes}BEGIN {kind}PRIVATE KEY{dashes}\n{lines}\n{dashes}END {kind}PRIVATE KEY{dashes}\n"


class Case(NamedTuple):
    """A text with a secret in it."""

    what: str
    """What it is, as a finding says it."""
    content: str


_UUID = f"{some(8, HEX)}-{some(4, HEX)}-4{some(3, HEX)}-a{some(3, HEX)}-{some(12, HEX)}"
_WP = "def" + "ine"
_JWT = "ey" + "J"

CASES = [
    Case("a private key", private_key("RSA ")),
    Case("a private key", private_key("EC ")),
    Case("a private key", private_key("")),
    Case("a private key", private_key("ENCRYPTED ")),
    Case("a private key", private_key("OPENSSH ")),
    Case("a private key", private_key("").replace("\n", "\\n")),
    Case("a private key", "PuTTY-User-Key-" + "File-3: ssh-ed25519"),
    Case("a private key", "AGE-SECRET-" + "KEY-1" + some(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")),
    *(Case("a token of GitHub", f"token gh{kind}_" + some(36)) for kind in "pousr"),
    Case("a token of GitHub", "github_" + "pat_" + some(22) + "_" + some(59)),
    *(
        Case("a token of GitLab", f"gl{kind}-" + some(20, URL_SAFE[:62]))
        for kind in ("pat", "dt", "rt", "ft", "soat", "cbt")
    ),
    Case("a token of GitLab", "glptt-" + some(40, HEX)),
    Case("a token of Bitbucket or Atlassian", "ATATT3" + some(186, URL_SAFE)),
    Case("a key of AWS", "AKIA" + some(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")),
    Case("a key of AWS", "ASIA" + some(15, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") + "7"),
    Case("a key of AWS", 'aws_secret_' + 'access_key = "' + some(40, BASE64) + '"'),
    Case("a key of AWS", '"SecretAccess' + 'Key": "' + some(40, BASE64) + '"'),
    Case("a key of AWS", "amzn" + ".mws." + _UUID),
    Case("a key of Google", "AIza" + some(35, URL_SAFE)),
    Case("a key of Google", "GOCSPX-" + some(28, URL_SAFE)),
    Case("a token of Google", "ya29." + some(60, URL_SAFE)),
    Case("a key of Google", "AAAA" + some(7) + ":APA91b" + some(134, URL_SAFE)),
    Case("a key of Azure", "AccountName=news;Account" + "Key=" + some(86, BASE64) + "==;EndpointSuffix=x"),
    Case("a key of Azure", "SharedAccess" + "Key=" + some(43, BASE64) + "="),
    Case("a key of Azure", "client_secret: " + some(3) + "8Q~" + some(34)),
    Case("a signed address of Azure", "https://news.example/x?sv=2024-11-04&sp=r&sig=" + some(43) + "%3D"),
    Case("a token of Slack", "xox" + "b-" + some(12, string.digits) + "-" + some(12, string.digits) + "-" + some(24)),
    Case("a token of Slack", "xox" + "p-" + "-".join(some(12, string.digits) for _ in range(3)) + "-" + some(32, HEX)),
    Case("a token of Slack", "xoxe.xox" + "p-1-" + some(160)),
    Case("a token of Slack", "xapp-" + "1-A" + some(10, UPPER) + "-" + some(13, string.digits) + "-" + some(64, HEX)),
    Case("a webhook of Slack", "hooks.slack" + f".com/services/T{some(9, UPPER)}/B{some(9, UPPER)}/" + some(24)),
    Case("a webhook of Discord", "discord" + f".com/api/webhooks/{some(18, '123456789')}/" + some(68, URL_SAFE)),
    Case("a webhook of Discord", "discordapp" + f".com\\/api\\/webhooks\\/{some(18, '12345')}\\/" + some(68)),
    Case(
        "a webhook of Microsoft Teams",
        "https://desk.webhook" + f".office.com/webhookb2/{_UUID}@{_UUID}/IncomingWebhook/{some(32, HEX)}/{_UUID}",
    ),
    Case("a token of Discord", f"M{some(23)}.{some(6)}.{some(27)}"),
    Case("a token of Discord", f"O{some(25)}.{some(6)}.{some(38)}"),
    Case("a token of Telegram", f"bot token {some(10, '123456789')}:AA" + some(33, URL_SAFE[:62])),
    Case("a key of Twilio", "SK" + some(32, HEX)),
    Case("a key of Stripe", "sk_" + "live_" + some(24)),
    Case("a key of Stripe", "rk_" + "live_" + some(99)),
    Case("a key of Stripe", "whsec_" + some(32)),
    Case("a key of Square", "sq0" + "csp-" + some(43, URL_SAFE)),
    Case("a key of Shopify", "shp" + "at_" + some(32, HEX)),
    Case("a token of npm", "npm_" + some(36)),
    Case("a token of npm", "//registry.example/:_auth" + "Token=" + _UUID),
    Case("a token of npm", "_auth" + "=" + some(24)),
    Case("a token of a Python index", "pypi-" + "AgEIcHlwaS5vcmc" + some(150, URL_SAFE)),
    Case("a token of RubyGems", "rubygems_" + some(48, HEX)),
    Case("a token of Docker", "dckr_" + "pat_" + some(27, URL_SAFE[:62])),
    Case("a key of Anthropic", "sk-" + "ant-api03-" + some(93, URL_SAFE) + "AA"),
    Case("a key of OpenAI", "sk-" + "proj-" + some(74, URL_SAFE) + "T3BlbkFJ" + some(74, URL_SAFE)),
    Case("a key of OpenAI", "sk-" + some(20) + "T3BlbkFJ" + some(20)),
    Case("a key of OpenAI", "sk-" + some(48)),
    Case("a token of Hugging Face", "hf_" + some(34, LETTERS)),
    Case("a key of Groq", "gsk_" + some(52)),
    Case("a token of Replicate", "r8_" + some(37)),
    Case("a key of SendGrid", "SG." + some(22, URL_SAFE) + "." + some(43, URL_SAFE)),
    Case("a key of Mailgun", "key-" + some(32, HEX)),
    Case("a key of Mailchimp", some(32, HEX) + "-us12"),
    Case("a token of DigitalOcean", "dop_" + "v1_" + some(64, HEX)),
    Case("a token of Databricks", "dapi" + some(32, HEX)),
    Case("a token of HashiCorp Vault", "hvs." + some(95, URL_SAFE)),
    Case("a token of Grafana", "glsa_" + some(32) + "_" + some(8, HEX)),
    Case("a token of Notion or Linear", "lin_" + "api_" + some(40)),
    Case("a token of Facebook", "EAA" + some(150)),
    Case("a key of Alibaba", "LTAI" + some(19) + "7"),
    Case("a token of Tailscale", "tskey-" + "auth-" + some(12) + "-" + some(32)),
    Case("a JSON Web Token", f"Bearer {_JWT}hbGciOiJIUzI1NiJ9.{_JWT}zdWIiOiIxMjM0In0." + some(43, URL_SAFE)),
    Case("an address with a password", "https://ada:" + "hunter2" + "@host.example/"),
    Case("an address with a password", "postgres://news:" + some(12) + "@db.example:5432/news"),
    Case("an address with a password", "mongodb+srv://" + f"news:{some(8)}%40{some(8)}@db.example/news"),
    Case("an address with a password", '{"url": "https:\\/\\/ada:' + some(9) + '@host.example"}'),
    Case("an address with a password", "https://" + f"ada:{some(12)}@git.example"),
    Case("a password of WordPress", f"{_WP}('DB_PASS" + f"WORD', '{some(12)}');"),
    Case("a password of WordPress", f'{_WP}( "NONCE_SALT", "' + some(64) + '" );'),
    Case("a password", "machine host.example login ada pass" + f"word {some(12)}"),
    Case("a password", "ada:$apr1$" + some(8) + "$" + some(22)),
    Case("a password", "ada:$2y$10$" + some(53)),
]  # fmt: skip
