"""Publishing by GitHub Actions: the workflow that is written, its lines as they run, and what is checked before."""

import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest.model.page import Artifact
from digest.publish.workflow import find_workflow, workflow
from digest.requirements import BUILD, Own, requirements
from tests.support.building import Run, Site, run
from tests.support.paths import ROOT
from tests.support.publishing import Desk, alone, git

WORKFLOW = ".github/workflows/pages.yml"
OWN = f"news-digest @ https://github.com/desk/digest/archive/{'0' * 40}.zip"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    (file,) = requirements(Own(OWN))
    (desk.site.root / file.path).write_bytes(file.content)
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
    assert (deploy["needs"], deploy["environment"]["name"]) == ("build", "github-pages")
    assert "defaults" not in made


def test_actions_are_named_by_commit_with_the_version_beside_it() -> None:
    text = workflow("main", "").content.decode()
    used = re.findall(r"uses: (.*)", text)
    assert [re.sub(r"@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", "", line) for line in used] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/cache",
        "actions/configure-pages",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    assert len({line.partition("@")[2] for line in used}) == len(used)
    assert [step["run"] for step in parsed(text)["jobs"]["build"]["steps"] if "pip" in step.get("run", "")] == [
        "python -m pip install --no-deps -r requirements.txt"
    ]


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
    """What Actions gives a job: a Python of its own. What requirements.txt pins is there, and need not be fetched."""
    venv.create(folder / "python", symlinks=True, with_pip=True)
    dependencies = folder / "dependencies"
    dependencies.mkdir()
    here = Path(sysconfig.get_path("purelib"))
    for name in BUILD:
        for top in {Path(str(file)).parts[0] for file in metadata.files(name) or () if ".." not in str(file)}:
            (dependencies / top).symlink_to(here / top)
    (packages,) = (folder / "python/lib").glob("*/site-packages")
    (packages / "dependencies.pth").write_text(f"{dependencies}\n")
    return folder / "python/bin"


def test_each_line_runs_in_a_fresh_clone(tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in Actions: `bash -e`, the steps in their order, those of a push and those of a pull request."""
    alone(tmp_path, monkeypatch)
    run("-C", str(tmp_path), "init", "news")
    site = tmp_path / "news"
    (wheel,) = wheels.glob("*.whl")
    (site / "wheels").mkdir()
    shutil.copy(wheel, site / "wheels")
    (file,) = requirements(Own(f"./wheels/{wheel.name}"))
    (site / file.path).write_bytes(file.content)
    (site / "content/pages/odd.md").write_text('---\ntitle: "A \\u0061"\n---\n<b>x</b>[^1]\n\n[^1]: y\n', "utf-8")
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
                execute(step, {"BASE_URL": base_url}, clone, programs)
        assert base_url in (clone / "output/feed.xml").read_text()
        assert not [path.name for path in (clone / "output").iterdir() if path.name.startswith(".")]


def execute(step: dict[str, Any], values: dict[str, str], folder: Path, programs: Path) -> None:
    """A `run` line of a workflow, with what its expressions would be."""
    given = {name: values[name] for name in step.get("env", {})}
    environ = {
        "PATH": f"{programs}:/usr/bin:/bin", "HOME": str(folder.parent), "LANG": "C.UTF-8", "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", **given,
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
    monkeypatch.setattr("digest.scaffold.own_source", lambda: Own(OWN))
    made = run("-C", str(tmp_path), "init", "news", "--workflow")
    assert (made.code, made.err) == (0, "")
    site = Site(tmp_path / "news")
    assert find_workflow(site.root)
    assert site.run("build").code == 0
    git(site.root, "init", "--quiet")
    git(site.root, "remote", "add", "origin", "https://github.com/desk/news.git")
    assert site.run("publish").code == 1, "what digest init wrote is not published as it stands"
    for path in [*site.root.glob("content/articles/**/*.md"), *site.root.glob("content/pages/*.md")]:
        path.write_text(path.read_text("utf-8") + "\nOur own words.\n", "utf-8")
    assert "will build it for https://desk.github.io/news/" in site.run("publish").out


def test_the_workflow_of_a_folder_stands_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    monkeypatch.setattr("digest.scaffold.own_source", lambda: Own(OWN))
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk")
    assert run("-C", str(tmp_path), "init", "sites/news", "--workflow").code == 0
    made = parsed((tmp_path / WORKFLOW).read_text())
    assert made["on"]["push"]["branches"] == ["trunk"]
    assert made["defaults"]["run"]["working-directory"] == "sites/news"


def test_init_without_a_folder_is_a_fault_of_usage(tmp_path: Path) -> None:
    assert run("-C", str(tmp_path), "init").code == 2


def test_without_requirements_it_writes_them_and_asks_for_digest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.site.root / "requirements.txt").unlink()
    monkeypatch.setattr("digest.requirements.own_source", lambda: Own(""))
    refused(desk.site.run("init", "--workflow"), "requirements.txt: this file does not say which digest to install")
    assert "click==" in (desk.site.root / "requirements.txt").read_text()
    assert not (desk.site.root / WORKFLOW).exists()


def test_the_wheel_that_digest_came_from_is_put_into_the_site(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.site.root / "requirements.txt").unlink()
    wheel = Artifact("wheels/news_digest-1-py3-none-any.whl", b"wheel")
    own = Own(f"./{wheel.path}", (wheel,))
    monkeypatch.setattr("digest.requirements.own_source", lambda: own)
    made = desk.site.run("init", "--workflow")
    assert made.out.splitlines()[:3] == ["requirements.txt", wheel.path, WORKFLOW]
    assert (desk.site.root / wheel.path).read_bytes() == b"wheel"


def test_requirements_that_do_not_fit_make_no_workflow(desk: Desk) -> None:
    (desk.site.root / "requirements.txt").write_text("news-digest==0.1.0\n")
    refused(desk.site.run("init", "--workflow"), "requirements.txt:1:1: news-digest on a package index is not digest")
    assert not (desk.site.root / WORKFLOW).exists()


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


def test_the_output_that_is_checked_holds_no_article_that_has_run_out(acting: Desk) -> None:
    acting.article("over", "title: Over\ndate: 2026-03-03\nexpires: 2026-03-04T00:00:00+00:00", "Quokkas.")
    acting.commit()
    acting.git("push", "--quiet")
    assert acting.publish().code == 0
    assert acting.site.has("2026/03/03/over/"), "the notice"
    assert [path for path, content in acting.site.tree().items() if b"Quokkas" in content] == []
    (acting.site.root / "content/articles/over.md").unlink()
    refused(acting.publish(), 'the address "/2026/03/03/over/" was published and would vanish')


def test_what_is_to_be_committed_is_named_in_order(acting: Desk) -> None:
    """Whatever their state: git lists those that were changed before those that are new."""
    acting.article("ships", "title: More ships\ndate: 2026-03-01")
    for name in ("zebra", "ants"):
        acting.article(name, f"title: {name}\ndate: 2026-03-03")
    names = " ".join(f"content/articles/{name}.md" for name in ("ants", "ships", "zebra"))
    assert f"  git add {names}\n" in acting.publish().out
