"""The workflows of docs/deploying.md run on a real repository, and deploy what they should."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from oracles import tools
from promises.rooms import add, change, make_room, tree
from recipes import DOCUMENT, beside, recipe, run

pytestmark = [pytest.mark.oracle, beside]

BROKEN = ("headline = ", 'headline = "TK" #')
SECOND = "releases/2026-03-03-second.md"


def shell(script: str, folder: Path, **variables: str) -> int:
    """Run a script as the services do; its exit code."""
    return run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], folder, **variables).returncode


def git(folder: Path, *arguments: str) -> None:
    author = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


class Service:
    """What a service for repositories does: it clones, restores a cache, runs, and deploys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk = folder / "desk"
        self.cache = folder / "cache"
        self.deployed: dict[str, bytes] = {}
        self.deployments = 0
        make_room(self.desk)
        add(self.desk, Path(SECOND).stem)
        git(folder, "init", "-q", "--bare", "origin.git")
        git(self.desk, "init", "-q")
        git(self.desk, "remote", "add", "origin", "../origin.git")
        self.push()

    def push(self) -> None:
        git(self.desk, "add", "-A")
        git(self.desk, "commit", "-q", "--allow-empty", "-m", "x")
        git(self.desk, "push", "-q", "origin", "HEAD:main")

    def checkout(self) -> Path:
        clone = self.folder / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        git(self.folder, "clone", "-q", "--branch", "main", "origin.git", "clone")
        return clone

    def restore(self, clone: Path) -> None:
        if self.cache.exists():
            shutil.copytree(self.cache, clone, dirs_exist_ok=True)

    def save(self, clone: Path, paths: list[str]) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)
        for path in paths:
            shutil.copytree(clone / path, self.cache / path)

    def deploy(self, clone: Path) -> None:
        self.deployed = tree(clone / "public")
        self.deployments += 1


def run_on_github(service: Service, event: str) -> bool:
    """Run the workflow of the document as GitHub does; whether the job is green.

    The action in each `uses` is replaced by what it does; the package is not installed, as it is here already.
    """
    workflow = yaml.safe_load(recipe(".github/workflows/publish.yml"))
    paths = workflow["env"]["SITE"].split()
    clone, outputs = service.folder / "clone", {"deploy": "no", "code": "0"}
    for step in workflow["jobs"]["publish"]["steps"]:
        if "if" in step:
            assert step["if"] == "steps.build.outputs.deploy == 'yes'"
            if outputs["deploy"] != "yes":
                continue
        match step.get("uses", "").partition("@")[0]:
            case "actions/checkout":
                service.checkout()
            case "actions/cache/restore":
                service.restore(clone)
            case "actions/deploy-pages":
                service.deploy(clone)
            case "actions/cache/save":
                service.save(clone, paths)
            case "":
                if step["run"].startswith("pip "):
                    continue
                script = step["run"].replace("${{ steps.build.outputs.code }}", outputs["code"])
                told = service.folder / "output"
                told.write_text("")
                variables = {"GITHUB_OUTPUT": str(told), "BY_HAND": str(event == "workflow_dispatch").lower()}
                code = shell(script, clone, **variables)
                outputs |= dict(line.split("=") for line in told.read_text().splitlines())
                if code:
                    return False
    return True


def run_on_gitlab(service: Service, event: str) -> bool:
    """Run the pipeline of the document as GitLab does; whether all of it is green."""
    pipeline = yaml.safe_load(recipe(".gitlab-ci.yml"))
    job, errors = pipeline["pages"], pipeline["errors"]
    clone = service.checkout()
    service.restore(clone)
    (install, script) = job["script"]
    assert install.startswith("pip ")
    source = {"push": "push", "schedule": "schedule", "workflow_dispatch": "web"}[event]
    if shell(script, clone, CI_PIPELINE_SOURCE=source):
        return False
    service.save(clone, job["cache"]["paths"])
    assert job["pages"]["publish"] in job["artifacts"]["paths"]
    service.deploy(clone)
    return shell("\n".join(errors["script"]), clone) == 0


Runner = Callable[[Service, str], bool]


@pytest.fixture(params=[run_on_github, run_on_gitlab])
def run_on(request: pytest.FixtureRequest) -> Runner:
    return request.param  # type: ignore[no-any-return]


def pages(service: Service) -> set[str]:
    return {path.removeprefix("releases/2026-03-") for path in service.deployed if re.match(r"releases/.*\.html", path)}


def test_pages_deploys_what_a_build_writes_whatever_its_exit_code_means(tmp_path: Path, run_on: Runner) -> None:
    service = Service(tmp_path)
    assert not run_on(service, "push") and not service.deployments, "a site begins by hand"
    assert run_on(service, "workflow_dispatch")
    assert pages(service) == {"02-library.html", "03-second.html"}
    before = service.deployments
    assert run_on(service, "schedule")
    assert run_on is run_on_gitlab or service.deployments == before, "nothing has changed"

    change(service.desk / SECOND, *BROKEN)
    change(service.desk / "releases/2026-03-02-library.md", '"approved"', '"draft"')
    change(service.desk / "releases/2026-03-02-library.md", "+++\n\n", "+++\n\nA draft again.\n\n")
    service.push()
    assert not run_on(service, "push"), "a release has errors"
    assert pages(service) == {"03-second.html"}, "what is withdrawn leaves, what is broken stays as it was"

    (service.desk / "newsroom.toml").write_text("url = 1\n", encoding="utf-8")
    service.push()
    before = service.deployments
    assert not run_on(service, "push") and service.deployments == before, "exit code 2 deploys nothing"


def test_pages_deploys_no_part_of_a_site_when_the_cache_is_lost(tmp_path: Path, run_on: Runner) -> None:
    service = Service(tmp_path)
    assert run_on(service, "workflow_dispatch")
    shutil.rmtree(service.cache)
    change(service.desk / SECOND, *BROKEN)
    service.push()
    before = service.deployments
    for event in "push", "schedule", "workflow_dispatch":
        assert not run_on(service, event) and service.deployments == before


def test_github_tries_a_deployment_again_that_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(tmp_path)
    assert run_on_github(service, "workflow_dispatch")
    add(service.desk, "2026-03-04-third")
    service.push()
    with monkeypatch.context() as patched, pytest.raises(OSError):
        patched.setattr(service, "deploy", lambda clone: (_ for _ in ()).throw(OSError("the service is down")))
        run_on_github(service, "push")
    assert "04-third.html" not in pages(service)
    assert run_on_github(service, "schedule") and "04-third.html" in pages(service)


def test_the_line_for_cron_builds_what_was_pushed_and_says_nothing_else(tmp_path: Path) -> None:
    service = Service(tmp_path)
    clone = service.checkout()
    (line,) = re.findall(r"^```crontab\n(.*?)\n```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    minutes, command = re.fullmatch(r"(\S+) \* \* \* \*  (.*)", line).groups()  # type: ignore[union-attr]
    assert minutes == "*/10"
    command = ["sh", "-c", command.replace("/srv/news", str(clone))]
    assert run(command, tmp_path).returncode == 0
    add(service.desk, "2026-03-04-third")
    service.push()
    assert run(command, tmp_path).returncode == 0 and (clone / "public/releases/2026-03-04-third.html").exists()
    again = run(command, tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", ""), "cron sends no mail"


@pytest.mark.oracle
def test_the_workflow_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "publish.yml"
    file.write_text(recipe(".github/workflows/publish.yml"), encoding="utf-8")
    assert tools.action_validator(file) == []
