"""Publishing by GitHub Actions: the workflow that is written, its lines as they run, and what is checked before."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest.publish.workflow import find_workflow, unfit_requirements, workflow
from tests.support.building import Run, Site, run
from tests.support.paths import ROOT
from tests.support.publishing import Desk, alone, git

WORKFLOW = ".github/workflows/pages.yml"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    (desk.site.root / "requirements.txt").write_text("news-digest==0.1.0\n")
    return desk


def refused(run: Run, *words: str) -> None:
    assert run.code == 1
    for word in words:
        assert word in run.err


def parsed(text: str) -> Any:
    """YAML 1.2, as GitHub reads it: `on` is a word and no truth."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text


# The workflow


def test_the_workflow_does_what_it_must_and_may_do_no_more() -> None:
    made = parsed(workflow("main", "").content.decode())
    assert made["on"].keys() == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert made["on"]["push"] == {"branches": ["main"]}
    assert made["permissions"] == {"contents": "read"}
    build, deploy = made["jobs"]["build"], made["jobs"]["deploy"]
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"] for job in (build, deploy) for step in job["steps"] if "uses" in step] == [
        "actions/checkout@v7",
        "actions/setup-python@v7",
        "actions/cache@v5",
        "actions/configure-pages@v5",
        "actions/upload-pages-artifact@v5",
        "actions/deploy-pages@v5",
    ]
    assert (deploy["needs"], deploy["environment"]["name"]) == ("build", "github-pages")
    assert "defaults" not in made


def test_a_pull_request_is_built_strictly_and_not_deployed() -> None:
    jobs = parsed(workflow("main", "").content.decode())["jobs"]
    not_then = "github.event_name != 'pull_request'"
    assert jobs["deploy"]["if"] == not_then
    steps = {step.get("run") or step["uses"].partition("@")[0]: step.get("if") for step in jobs["build"]["steps"]}
    assert steps['digest build --strict --base-url "$BASE_URL"'] is None
    assert steps["actions/configure-pages"] == steps["actions/upload-pages-artifact"] == not_then


def test_a_site_in_a_folder_of_its_repository() -> None:
    made = parsed(workflow("release/2026", "sites/news/").content.decode())
    assert made["on"]["push"]["branches"] == ["release/2026"]
    assert made["defaults"]["run"]["working-directory"] == "sites/news"
    steps = {step["uses"].partition("@")[0]: step["with"] for step in made["jobs"]["build"]["steps"] if "with" in step}
    assert steps["actions/upload-pages-artifact"] == {"path": "sites/news/output", "include-hidden-files": "true"}
    assert steps["actions/cache"]["path"] == "sites/news/.digest"
    assert steps["actions/setup-python"]["cache-dependency-path"] == "sites/news/requirements.txt"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheels")
    how = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *how, str(ROOT)], check=True)
    return folder


def machine(folder: Path) -> Path:
    """What Actions gives a job: a Python of its own. Digest's dependencies are there, so that nothing is fetched."""
    venv.create(folder / "python", symlinks=True, with_pip=True)
    dependencies = folder / "dependencies"
    dependencies.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "digest" not in path.name and path.name not in ("pip", "__pycache__"):
            (dependencies / path.name).symlink_to(path)
    (packages,) = (folder / "python/lib").glob("*/site-packages")
    (packages / "dependencies.pth").write_text(f"{dependencies}\n")
    return folder / "python/bin"


def test_each_line_runs_in_a_fresh_clone(tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in Actions: `bash -e`, the steps in their order, those of a push and those of a pull request."""
    alone(tmp_path, monkeypatch)
    run("-C", str(tmp_path), "init", "news")
    site = tmp_path / "news"
    (site / "requirements.txt").write_text("news-digest\n")
    git(site, "init", "--quiet")
    assert run("-C", str(site), "init", "--workflow").code == 0
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "-m", "Site")
    steps = parsed((site / WORKFLOW).read_text())["jobs"]["build"]["steps"]
    programs = machine(tmp_path)
    for event, base_url in (("push", "https://desk.github.io/news"), ("pull_request", "https://desk.github.io/")):
        clone = tmp_path / event
        git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site}", str(clone))
        for step in steps:
            if "run" in step:
                execute(step, {"BASE_URL": base_url}, clone, programs, wheels)
        assert base_url in (clone / "output/feed.xml").read_text()
        assert not [path.name for path in (clone / "output").iterdir() if path.name.startswith(".")]


def execute(step: dict[str, Any], values: dict[str, str], folder: Path, programs: Path, wheels: Path) -> None:
    """A `run` line of a workflow, with what its expressions would be."""
    given = {name: values[name] for name in step.get("env", {})}
    environ = {
        "PATH": f"{programs}:/usr/bin:/bin", "HOME": str(folder.parent), "LANG": "C.UTF-8", "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels), "PIP_DISABLE_PIP_VERSION_CHECK": "1", **given,
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


# digest init --workflow


def test_a_standing_site_gets_the_workflow_and_nothing_else(desk: Desk) -> None:
    before = desk.site.root / "digest.toml", (desk.site.root / "digest.toml").read_bytes()
    made = desk.site.run("init", "--workflow")
    assert (made.code, made.out.splitlines()[0]) == (0, WORKFLOW)
    assert 'write method = "actions" under [publish]' in made.out
    assert before[0].read_bytes() == before[1]
    assert parsed((desk.site.root / WORKFLOW).read_text())["on"]["push"]["branches"] == ["main"]
    (desk.site.root / WORKFLOW).write_text("mine\n")
    assert f"{WORKFLOW} (was there, left as it is)" in desk.site.run("init", ".", "--workflow").out
    assert (desk.site.root / WORKFLOW).read_text() == "mine\n"


def test_a_new_site_gets_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    monkeypatch.setattr("digest.scaffold._direct_url", lambda: None)
    made = run("-C", str(tmp_path), "init", "news", "--workflow")
    assert (made.code, made.err) == (0, "")
    site = Site(tmp_path / "news")
    assert find_workflow(site.root)
    assert site.run("build").code == 0
    git(site.root, "init", "--quiet")
    git(site.root, "remote", "add", "origin", "https://github.com/desk/news.git")
    out = site.run("publish").out
    assert "will build it for https://desk.github.io/news/" in out


def test_the_workflow_of_a_folder_stands_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    monkeypatch.setattr("digest.scaffold._direct_url", lambda: None)
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk")
    assert run("-C", str(tmp_path), "init", "sites/news", "--workflow").code == 0
    made = parsed((tmp_path / WORKFLOW).read_text())
    assert made["on"]["push"]["branches"] == ["trunk"]
    assert made["defaults"]["run"]["working-directory"] == "sites/news"


def test_init_without_a_folder_is_a_fault_of_usage(tmp_path: Path) -> None:
    assert run("-C", str(tmp_path), "init").code == 2


@pytest.mark.parametrize(
    "line",
    [
        "news-digest @ file:///home/ada/news-digest",
        "-e /home/ada/news-digest",
        "--editable=../news-digest",
        "./news_digest-0.1.0-py3-none-any.whl",
        "news_digest-0.1.0-py3-none-any.whl",
        "/home/ada/news-digest",
        r"C:\digest\news_digest.whl",
        "~/news-digest",
        "--find-links /home/ada/wheels",
        "-f wheels",
        "--index-url http://localhost:3141/simple",
        "news-digest@file:///home/ada/x.whl ; python_version > '3'",
        "git+file:///home/ada/news-digest",
    ],
)
def test_a_place_on_the_editors_machine_is_refused(desk: Desk, line: str) -> None:
    (desk.site.root / "requirements.txt").write_text(f"# for GitHub\n{line}\n")
    refused(desk.site.run("init", "--workflow"), "requirements.txt:2:1: this names a place on your own machine")
    assert not (desk.site.root / WORKFLOW).exists()


@pytest.mark.parametrize(
    "line",
    [
        "news-digest==0.1.0",
        "news-digest[warc]>=0.1 # at ./home",
        "news-digest @ git+https://github.com/desk/news-digest@0123abc",
        "news-digest @ https://github.com/desk/news-digest/archive/main.zip",
        "-e git+https://github.com/desk/news-digest#egg=news-digest",
        "--extra-index-url https://packages.desk.net/simple",
        "-r more.txt",
        "--no-binary :all:",
        "",
    ],
)
def test_what_github_can_install_is_not(desk: Desk, line: str) -> None:
    (desk.site.root / "requirements.txt").write_text(f"{line}\n")
    assert list(unfit_requirements(desk.site.root)) == []


def test_without_requirements_there_is_no_workflow(desk: Desk) -> None:
    (desk.site.root / "requirements.txt").unlink()
    refused(desk.site.run("init", "--workflow"), "requirements.txt: the workflow installs digest from this file")


# digest publish with method = "actions"


@pytest.fixture
def acting(desk: Desk) -> Desk:
    """A desk whose source was pushed, and is published by Actions."""
    desk.configure('[publish]\nmethod = "actions"\n')
    desk.site.run("init", "--workflow")
    desk.commit("Workflow")
    desk.git("push", "--quiet", "--set-upstream", "origin", "main")
    return desk


def test_without_a_workflow_it_says_how_to_make_one(desk: Desk) -> None:
    desk.configure('[publish]\nmethod = "actions"\n')
    for command in ("publish", "status"):
        refused(desk.site.run(command), "no workflow here deploys to GitHub Pages, make one: digest init --workflow")


def test_it_says_what_to_commit_and_push_and_does_neither(acting: Desk) -> None:
    assert "Nothing to commit and nothing to push" in acting.publish().out
    acting.article("more", "title: More\ndate: 2026-03-03")
    before = acting.git("for-each-ref"), acting.tip("main")
    for command in ("publish", "status"):
        out = acting.site.run(command).out
        assert "  git add content/articles/more.md\n" in out
        assert "  git push origin main\n" in out
    assert (acting.git("for-each-ref"), acting.tip("main")) == before
    acting.commit()
    out = acting.publish().out
    assert "git add" not in out
    assert "  git push origin main\n" in out
    assert acting.tip() == ""


def test_on_another_branch_it_says_which_one_deploys(acting: Desk) -> None:
    acting.git("checkout", "--quiet", "-b", "topic")
    acting.article("more", "title: More\ndate: 2026-03-03")
    assert "deploys what is pushed to main; here is topic" in acting.publish().out


def test_the_guards_hold_here_too(acting: Desk) -> None:
    (acting.site.root / "static").mkdir()
    (acting.site.root / "static/prod.env").write_text("A=1\n")
    acting.article("leak", "title: Leak\ndate: 2026-03-03", "Token ghp_" + "a1B2" * 9)
    for _ in range(2):
        refused(acting.publish(), "prod.env: a file of this name holds secrets", "this looks like a token of GitHub")


@pytest.mark.parametrize("how", ["moved", "redated", "deleted"])
def test_no_address_dies_by_a_push(acting: Desk, how: str) -> None:
    file = acting.site.root / "content/articles/ships.md"
    offered = ""
    if how == "moved":
        acting.git("mv", "content/articles/ships.md", "content/articles/fleet.md")
        offered = "content/articles/fleet.md"
    elif how == "redated":
        file.write_text(file.read_text().replace("2026-03-01", "2026-03-04"))
        offered = "content/articles/ships.md"
    else:
        file.unlink()
    run = acting.publish()
    refused(run, f'{offered}{":1:1: " if offered else ""}the address "/2026/03/01/ships/" was published')
    if offered:
        assert acting.publish("--write-aliases").code == 0
        assert "aliases" in (acting.site.root / offered).read_text()
    else:
        assert acting.publish("--allow-removed").code == 0


def test_options_of_the_other_method_are_faults_of_usage(acting: Desk) -> None:
    for option in ("--rollback", "--squash", "--adopt", "--no-push"):
        assert acting.publish(option).code == 2


def test_inside_of_actions_the_repository_is_that_of_the_run(acting: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = acting.site.root / "digest.toml"
    file.write_text(file.read_text().replace('base_url = "https://desk.github.io/news/"\n', ""))
    monkeypatch.setenv("GITHUB_REPOSITORY", "Other/daily")
    assert "will build it for https://other.github.io/daily/" in acting.publish().out


def test_a_branch_that_pages_ignores_is_no_silent_trap(acting: Desk) -> None:
    file = acting.site.root / "digest.toml"
    file.write_text(file.read_text().replace('"actions"', '"branch"'))
    run = acting.publish()
    assert f"{WORKFLOW}: warning: this workflow deploys to GitHub Pages, which then ignores the branch" in run.err
