"""The files for places where people review: actions, pipelines, hooks. What can be run here is run."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lowest_versions import declared, lowest
from tests.init.test_init import CI_FILES
from tests.support.branches import git_environment
from tests.support.repositories import change_file, commit, git, in_git
from tests.support.running import PROJECT, Kst, copy_sample

PLAN = "plans/2021.yaml"
LATER = (
    '{kind: by_date, text: "Quý II", by: "2021-Q2"}',
    '{kind: by_date, text: "Quý III", by: "2021-Q3"}',
)
SCHEMAS = {
    ".github/workflows/kst.yml": "vendor.github-workflows",
    ".github/workflows/kst-site.yml": "vendor.github-workflows",
    ".github/actions/kst/action.yml": "vendor.github-actions",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".gitlab/kst.yml": "vendor.gitlab-ci",
}
ACTION, PIPELINE = ".github/actions/kst/action.yml", ".gitlab/kst.yml"
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def read(file: Path) -> Any:
    return YAML(typ="safe", pure=True).load(file.read_text("utf-8"))


@pytest.fixture
def new(kst: Kst, tmp_path: Path) -> Path:
    """A repository as `kst init` writes it, in git, with a branch that moves a deadline."""
    assert kst("init", str(tmp_path / "kho")).code == 0
    root = in_git(tmp_path / "kho")
    git(root, "switch", "-q", "-c", "sua")
    change_file(root, PLAN, *LATER)
    commit(root, "Lùi hạn")
    return root


# Form


def test_the_action_of_the_project_is_the_one_that_init_writes(new: Path) -> None:
    assert (PROJECT / "action.yml").read_bytes() == (new / ACTION).read_bytes()


def assert_fits(schema: str, *files: Path) -> None:
    if importlib.util.find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema is not installed (it comes with the extra dev)")
    words = ("--builtin-schema", schema, *map(str, files))
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", CI_FILES)
def test_file_fits_the_schema_of_its_place(name: str, new: Path) -> None:
    assert_fits(SCHEMAS[name], new / name)


def test_workflows_of_the_project_fit_their_schema() -> None:
    assert_fits("vendor.github-workflows", *(PROJECT / ".github" / "workflows").iterdir())


def test_settings_of_dependabot_fit_their_schema() -> None:
    assert_fits("vendor.dependabot", PROJECT / ".github" / "dependabot.yml")


def test_the_long_trials_run_every_week_and_name_programs_that_exist() -> None:
    trials = read(PROJECT / ".github" / "workflows" / "trials.yml")
    assert set(trials["on"]) == {"schedule", "workflow_dispatch"}
    said = [one["run"] for one in trials["jobs"]["trial"]["strategy"]["matrix"]["include"]]
    programs = {words.split()[1] for words in said if words.startswith("python ") and " -m " not in words}
    assert len(programs) >= 7
    assert all((PROJECT / program).is_file() for program in programs)


def test_a_release_is_checked_before_it_is_published() -> None:
    release = read(PROJECT / ".github" / "workflows" / "release.yml")
    build, publish = release["jobs"]["build"], release["jobs"]["publish"]
    assert any(".ci/check-dist" in step.get("run", "") for step in build["steps"])
    assert publish["needs"] == "build"
    assert "with" not in publish["steps"][-1], "trusted publishing has no token"


def test_the_project_checks_its_sample_with_its_own_action() -> None:
    steps = read(PROJECT / ".github" / "workflows" / "ci.yml")["jobs"]["sample"]["steps"]
    assert [step["uses"] for step in steps][1:] == ["./"]


# What the project itself is tried on


def workflow() -> Any:
    return read(PROJECT / ".github" / "workflows" / "ci.yml")["jobs"]


def project_table() -> Any:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_project_is_tried_on_three_systems_and_every_python_it_names() -> None:
    matrix = workflow()["check"]["strategy"]["matrix"]
    assert {system.partition("-")[0] for system in matrix["os"]} == {"ubuntu", "windows", "macos"}
    prefix = "Programming Language :: Python :: 3."
    named = [c.removeprefix(prefix) for c in project_table()["classifiers"] if c.startswith(prefix)]
    assert matrix["python"] == [f"3.{minor}" for minor in named] == ["3.11", "3.12", "3.13", "3.14"]
    assert project_table()["requires-python"] == f">={matrix['python'][0]}"


def test_the_project_is_tried_with_the_lowest_and_the_newest_versions() -> None:
    job = workflow()["versions"]
    pythons = {one["which"]: one["python"] for one in job["strategy"]["matrix"]["include"]}
    assert pythons == {"lowest": "3.11", "newest": "3.14"}
    said = {which: [s["run"] for s in job["steps"] if which in s.get("if", "")] for which in pythons}
    assert said["lowest"][0] == "python tools/lowest_versions.py > constraints.txt"
    assert said["lowest"][1].endswith("-c constraints.txt")
    assert "--upgrade-strategy eager" in said["newest"][0]
    assert job["steps"][-1] == {"run": "python -m pytest"}


def test_every_release_of_typer_is_tried_and_only_the_newest_may_fail() -> None:
    job = workflow()["typer"]
    bounds = next(one for one in project_table()["dependencies"] if one.startswith("typer"))
    lowest_, above = (int(minor) for minor in re.findall(r"0\.(\d+)", bounds))
    assert job["strategy"]["matrix"]["typer"] == [*(f"==0.{n}.*" for n in range(lowest_, above)), ""]
    assert job["continue-on-error"] == "${{ matrix.typer == '' }}"
    assert job["steps"][-1] == {
        "run": "python -m pytest tests/cli/test_command_lines.py tests/cli/test_completion.py"
    }


def test_the_lowest_versions_are_those_of_the_project_file() -> None:
    made = lowest(declared())
    asked = [*project_table()["dependencies"], *project_table()["optional-dependencies"]["test"]]
    assert len(made) == len(asked)
    for pin, requirement in zip(made, asked, strict=True):
        name, version = pin.split("==")
        assert requirement.startswith(f"{name}>={version}")
    with pytest.raises(ValueError, match="no lowest version"):
        lowest(["typer<1"])


def test_lowest_versions_are_printed_as_constraints() -> None:
    words = [sys.executable, str(PROJECT / "tools" / "lowest_versions.py")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == lowest(declared())


@pytest.mark.parametrize("name", CI_FILES)
def test_file_is_yaml_without_unfilled_marks(name: str, new: Path) -> None:
    assert read(new / name)
    assert not re.search(r"@[A-Z]+@", (new / name).read_text("utf-8"))


def test_the_workflow_fetches_all_history_and_uses_the_action(new: Path) -> None:
    checkout, action = read(new / ".github/workflows/kst.yml")["jobs"]["kst"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert (new / action["uses"] / "action.yml").is_file()
    assert set(action["with"]) <= set(read(new / ACTION)["inputs"])


def test_no_input_of_an_action_gets_into_a_script(new: Path) -> None:
    """A name of a branch that is shell code stays a name: values reach scripts through the environment."""
    scripts = [step["run"] for step in read(new / ACTION)["runs"]["steps"] if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def test_gitlab_accepts_the_name_of_the_artefact(new: Path) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_][-A-Za-z0-9_ ]*", read(new / PIPELINE)["kst"]["artifacts"]["expose_as"])


# The scripts themselves, run as a runner does


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """The environment of a runner, with `kst` on its path and a `pip` that installs nothing."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, script in (
        ("kst", f'exec "{sys.executable}" -m kstthc_cli "$@"'),
        ("python", 'printf "%s\\n" "$*" >> "$PIP_LOG"'),
    ):
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (tools / name).chmod(0o755)
    return {
        **git_environment(),
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(PROJECT / "src"),
        "PIP_LOG": str(tmp_path / "pip.log"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": "/action",
    }


def bash(script: str, root: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def steps(root: Path) -> Iterator[tuple[str, str]]:
    for step in read(root / ACTION)["runs"]["steps"]:
        if "run" in step:
            yield step["name"], step["run"]


@needs_bash
def test_the_steps_of_the_action(new: Path, runner: dict[str, str], tmp_path: Path) -> None:
    env = {**runner, "KST_BASE": git(new, "rev-parse", "main"), "KST_PACKAGE": "kstthc-cli==9.9"}
    done = {name: bash(script, new, env) for name, script in steps(new)}
    install, checked, told, printed = done.values()
    assert (install.returncode, told.returncode, printed.returncode) == (0, 0, 0)
    assert (tmp_path / "pip.log").read_text("utf-8") == "-m pip install --quiet kstthc-cli==9.9\n"
    assert checked.returncode == 1
    assert checked.stdout.startswith("::error file=plans/2021.yaml,line=")
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert "~~Quý II (hạn 30/06/2021)~~ → **Quý III (hạn 30/09/2021)**" in summary
    assert "QUYẾT ĐỊNH" in (tmp_path / "ke-hoach.md").read_text("utf-8")


@needs_bash
def test_the_steps_of_the_action_outside_a_pull_request(
    new: Path, runner: dict[str, str], tmp_path: Path
) -> None:
    env = {**runner, "KST_BASE": "", "KST_PACKAGE": ""}
    done = [bash(script, new, env).returncode for _, script in steps(new)]
    assert done == [0, 0, 0, 0]
    assert (tmp_path / "pip.log").read_text("utf-8") == "-m pip install --quiet /action\n"
    assert not (tmp_path / "summary.md").exists()


@needs_bash
def test_a_summary_is_written_though_the_files_are_broken(
    new: Path, runner: dict[str, str], tmp_path: Path
) -> None:
    (new / PLAN).write_text("hỏng", "utf-8")
    commit(new, "Hỏng")
    env = {**runner, "KST_BASE": git(new, "rev-parse", "main"), "KST_PACKAGE": ""}
    done = [bash(script, new, env).returncode for _, script in steps(new)]
    assert done == [0, 1, 0, 0]
    assert "Chưa so được với bản gốc" in (tmp_path / "summary.md").read_text("utf-8")


@needs_bash
@pytest.mark.parametrize("merge_request", [True, False])
def test_the_job_of_the_pipeline(
    merge_request: bool, new: Path, runner: dict[str, str], tmp_path: Path
) -> None:
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git(new, "rev-parse", "main")} if merge_request else {}
    done = bash("\n".join(read(new / PIPELINE)["kst"]["script"]), new, {**runner, **base})
    assert done.returncode == int(merge_request), done.stderr
    assert ("KST060" in (new / "gl-code-quality-report.json").read_text("utf-8")) is merge_request
    assert (new / "thay-doi.md").exists() is merge_request
    assert "QUYẾT ĐỊNH" in (new / "ke-hoach.md").read_text("utf-8")
    assert "kstthc-cli==" in (tmp_path / "pip.log").read_text("utf-8")


def test_many_problems_become_ten_annotations_and_the_rest_a_list(new: Path, kst: Kst) -> None:
    text = (new / PLAN).read_text("utf-8")
    (new / PLAN).write_text(text.replace("perform: [", "perform: [khong-co, "), "utf-8")
    out = kst("validate", "--format", "github", root=new).out.splitlines()
    assert sum(line.startswith("::error ") for line in out) == 10
    assert sum(line.startswith("- plans/2021.yaml:") for line in out) > 10


# pre-commit


def project_in_git(folder: Path) -> tuple[Path, str]:
    """What a hook is installed from: the parts of this project that make the package, committed."""
    shutil.copytree(PROJECT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    copy_sample(folder)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(PROJECT / name, folder / name)
    in_git(folder)
    return folder, git(folder, "rev-parse", "HEAD")


def test_the_hook_lets_good_files_pass_and_stops_bad_ones(new: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed (it comes with the extra dev)")
    project, revision = project_in_git(tmp_path / "du-an")
    config = f"repos:\n  - repo: {project}\n    rev: {revision}\n    hooks:\n      - id: kst-validate\n"
    (new / ".pre-commit-config.yaml").write_text(config, "utf-8")
    git(new, "add", "-A")
    env = {**git_environment(), "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "PIP_NO_COMPILE": "1"}

    def run() -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
        return subprocess.run(
            words, cwd=new, env=env, capture_output=True, text=True, encoding="utf-8", check=False
        )

    good = run()
    if "No matching distribution" in good.stdout or "Could not find a version" in good.stdout:
        pytest.skip("no package index to install the hook's environment from")
    assert (good.returncode, "Passed" in good.stdout) == (0, True), good.stdout
    change_file(new, "calendar/2021.yaml", "year: 2021", "year: hai")
    bad = run()
    assert (bad.returncode, "lỗi[KST" in bad.stdout) == (1, True), bad.stdout
    assert "Cách sửa" in bad.stdout
