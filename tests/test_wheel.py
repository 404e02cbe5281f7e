"""Installed from its wheel into an environment of its own, digest needs no source tree."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

import digest
from tests.support.paths import ROOT, SAMPLE


class Installed(NamedTuple):
    """A wheel, and the environment that it was installed into."""

    wheel: Path
    bin: Path

    def run(self, *command: str | Path, cwd: Path) -> str:
        """What a program of that environment prints, standing in `cwd` and knowing nothing of this checkout."""
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Asia/Tokyo"}
        program = [self.bin / command[0], *command[1:]]
        done = subprocess.run(program, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The dependencies are this environment's, so that nothing has to be fetched; digest is the wheel's."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", symlinks=True)
    python = folder / "venv/bin/python"
    pip("--python", python, "install", "--no-deps", "--no-index", wheel)
    made = Installed(wheel, folder / "venv/bin")
    packages = made.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    Path(packages.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return made


def test_the_wheel_holds_what_digest_needs_and_no_more(installed: Installed) -> None:
    names = set(ZipFile(installed.wheel).namelist())
    theme = {f"digest/_themes/{path.relative_to(ROOT / 'themes')}" for path in (ROOT / "themes").rglob("*.*")}
    assert theme <= names
    assert {f"digest/gazetteer/data/{kind}.yaml" for kind in ("countries", "organisations", "regions")} <= names
    meta = f"news_digest-{digest.__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {"digest", meta}
    assert {f"{meta}/licenses/LICENSE", f"{meta}/licenses/THIRD_PARTY.md"} <= names


def test_it_makes_a_site_without_the_source_tree(installed: Installed, tmp_path: Path) -> None:
    where = installed.run("python", "-c", "import digest; print(digest.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(installed.bin.parent)
    installed.run("digest", "init", "site", cwd=tmp_path)
    site = tmp_path / "site"
    installed.run("digest", "add", SAMPLE, "--date", "2024-07-09", cwd=site)
    built = installed.run("digest", "build", "--strict", "--base-url", "https://example.org/", cwd=site)
    assert built.startswith("Built 1 article, ")
    assert (site / "output/actors/fumio-kishida/index.html").is_file()
    assert (site / "output/assets/newsreader.woff2").is_file()


def test_a_site_says_what_it_was_made_with_and_pip_understands(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed.run("digest", "init", "site", cwd=tmp_path)
    requirements = tmp_path / "site/requirements.txt"
    assert requirements.read_text().splitlines()[-1] == f"./wheels/{installed.wheel.name}"
    assert (tmp_path / "site/wheels" / installed.wheel.name).read_bytes() == installed.wheel.read_bytes()
    monkeypatch.chdir(tmp_path / "site")
    pip("install", "--dry-run", "--no-deps", "--no-index", "--force-reinstall", f"./wheels/{installed.wheel.name}")
    assert 'timezone = "Asia/Tokyo"' in (tmp_path / "site/digest.toml").read_text()
