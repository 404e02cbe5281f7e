"""What is taken for a secret, and what is not."""

import subprocess
import time

import pytest

from digest.publish.secrets import RULES, is_backup_name, is_secret_name, secrets_in
from tests.support.leaks import CASES, Case, some
from tests.support.paths import ROOT


@pytest.mark.parametrize("case", CASES, ids=(f"{number}, {case.what}" for number, case in enumerate(CASES)))
def test_forms_of_secrets(case: Case) -> None:
    """Each once, by the right name, on its line."""
    assert list(secrets_in(f"one\ntwo\n{case.content}\nfour".encode())) == [(case.what, 3)]


def test_every_rule_has_a_case() -> None:
    used = {
        rule.form.pattern
        for rule in RULES
        for case in CASES
        if any(sign in case.content.encode() for sign in rule.signs) and rule.form.search(case.content.encode())
    }
    assert [rule.what for rule in RULES if rule.form.pattern not in used] == []


HARMLESS = [
    "It begins with " + "-" * 5 + "BEGIN RSA " + "PRIVATE KEY" + "-" * 5 + ", and then comes the key.",
    "A token is ghp_ and 36 letters; write ghp_" + "x" * 36 + " in examples, or ghp_token.",
    "The example key is AKIA" + "IOSFODNN7" + "EXAMPLE.",
    "The secret is aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLE" + "KEY.",
    "ASIA" + "PACIFICECONOMICS and ACCA" + "SSOCIATIONOFKENT",
    "https://hooks.slack" + ".com/services/T00000000/B00000000/" + "X" * 24,
    "Clone https://user" + ":password@host.example/x, https://USER" + ":TOKEN@host.example",
    "or https://ada" + ":xxxx@host.example",
    "or https://ada:****@host.example, https://ada:{password}@host.example, https://ada:$TOKEN@host.example",
    "or https://ada:&lt;token&gt;@host.example, https://ada:…@host.example.",
    "https://host.example:443/@ada and https://host.example/a:b@c, mailto:ada@host.example, git@host.example:desk/news",
    "See https://host.example:8080/x?mail=ada@host.example and http://[::1]:80/",
    '{"@context": "https://schema.org", "@type": "NewsArticle", "url": "https://host.example:443/"}',
    "At 12:30:AA the meeting of 20261124:AAs.",
    "eyJ is how a token begins; eyJhbGciOiJIUzI1NiJ9 is a header.",
    "The sk-learn project, the risk-" + "free-rate-of-return-in-the-euro-area-since-nineteen-ninety-nine.",
    "md5 " + "0123456789abcdef" * 2 + ", sha256 " + "0123456789abcdef" * 4 + "-user",
    "//registry.example/:_authToken=${NPM_TOKEN} and _auth=<token>",
    "define('DB_PASSWORD', 'password_here'); define('AUTH_KEY', 'put your unique phrase here');",
    "The machine learned to login users without a password.",
    "Ada:$200,000,000,000,000,000,000,000 and Bob:{SHARES}",
]  # fmt: skip


@pytest.mark.parametrize("words", HARMLESS)
def test_what_is_no_secret(words: str) -> None:
    assert list(secrets_in(words.encode())) == []


def test_this_repository_holds_nothing_that_looks_like_a_secret() -> None:
    """Hosts of repositories scan what is pushed to them; secrets for tests are made while they run."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = [
        f"{name}:{line}: {what}"
        for name in listed.split("\0")
        if name and (ROOT / name).is_file()
        for what, line in secrets_in((ROOT / name).read_bytes())
    ]
    assert found == ["tests/data/localhost.pem:1: a private key"], "but for that of a server on loopback"


@pytest.mark.parametrize(
    "name",
    [
        ".env", ".env.local", "prod.env", "id_ed25519", "id_rsa", ".netrc", "_netrc", "_netrc.p12", ".npmrc", "npmrc",
        ".git-credentials", "git-credentials", "pypirc", ".pgpass", "htpasswd", ".HTPASSWD", "wp-config.php",
        "wp-config.php.bak", "wp-config.php~", "id_rsa.old", ".env.bak", ".my.cnf", "vault.kdbx", "terraform.tfstate",
        "terraform.tfstate.backup", "prod.tfvars", ".bash_history", "desk.ppk", "office.ovpn",
    ],
)  # fmt: skip
def test_names_of_secrets(name: str) -> None:
    assert is_secret_name(f"folder/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "env.html", "environment", ".env.example", "id_rsa.pub", "id_rsa.pub.html", "key.pem.txt", "a.envy", "npmrc.md",
        "wp-config.html", "history.html", "npmrc/index.html",
    ],
)  # fmt: skip
def test_names_of_no_secrets(name: str) -> None:
    assert not is_secret_name(f"folder/{name}")


@pytest.mark.parametrize("name", ["a.bak", "page.html~", "x.orig", "x.OLD", ".page.swp", "a.b.save"])
def test_names_of_backups(name: str) -> None:
    assert is_backup_name(f"folder/{name}")


@pytest.mark.parametrize("name", ["bak", "a.bak.html", "old/index.html", "orig.png", "old", "~/index.html"])
def test_names_of_no_backups(name: str) -> None:
    assert not is_backup_name(f"folder/{name}")


@pytest.mark.parametrize("size", [25_000, pytest.param(100_000, marks=pytest.mark.soak, id="100000")])
def test_no_text_is_searched_for_long(size: int) -> None:
    """The forms are linear, whatever a text repeats: a second for 100 000 bytes."""
    signs = sorted({sign for rule in RULES for sign in rule.signs})
    for sign in signs:
        for filler in (b"", b"A", b"a1", b"-", b"=", b":", b" ", b"AA.", b"://a:"):
            started = time.process_time()
            list(secrets_in((sign + filler * 20) * (size // (len(sign) + 20 * len(filler)))))
            assert time.process_time() - started < size / 100_000, (sign, filler)


def test_chance_makes_no_secret() -> None:
    text = " ".join(some(length) for length in range(1, 400)).encode()
    assert list(secrets_in(text)) == []
