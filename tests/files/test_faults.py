"""Whatever step of a write fails, the old state or the new one is there, and a sentence says which."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from disk import SYSTEMS, Disk, Fault, Step, each_step, failing, interrupted
from kstthc_cli.errors import FileExistsRefusedError, KstError
from kstthc_cli.store.files.append_only import write_once
from kstthc_cli.store.files.atomic_write import write_new
from tests.support.in_process import DAY, record
from tests.support.running import Kst, Result
from tests.support.trials import Note
from trees import slips, temporary, tree, unwhole

RECORD = record("10", "so-tttt")
STATUS = ("status", "--agency", "so-tttt", "--quarter", "2", "--format", "json", *DAY)
SENTENCE = re.compile(r"lỗi: Không ghi được .+\.\n  Cách sửa: .+\n")
FAULTS = {name: failing(getattr(errno, name)) for name in ("ENOSPC", "EACCES", "EIO", "EROFS")}
TRIALS = [*((name, "plain") for name in FAULTS), *(("ENOSPC", system) for system in SYSTEMS[1:])]


def fresh(root: Path) -> dict[str, bytes]:
    """The agency has reported nothing yet, its folder is not there; everything under progress/."""
    shutil.rmtree(root / "progress/2021/Q2/so-tttt", ignore_errors=True)
    for name in temporary(root):
        (root / name).unlink()
    return tree(root / "progress")


def steps_of_a_record(root: Path, kst: Kst, system: str) -> list[Step]:
    """What a record does to the disk once the index is there, so that every record does the same."""
    fresh(root)
    kst(*STATUS, root=root)
    with Disk(system=system) as disk:
        assert kst(*RECORD, root=root).code == 0
    return disk.log


def trouble(root: Path, before: dict[str, bytes], result: Result, step: Step) -> Iterator[str]:
    """What is wrong after a record on a failing disk."""
    now = tree(root / "progress")
    new = [file for file in slips(root) if file.relative_to(root / "progress").as_posix() not in before]
    if {path: now.get(path) for path in before} != before:
        yield "what was there has changed"
    if step.name != "unlink" and len(now) != len(before) + len(new):
        yield f"stray files: {sorted(set(now) - set(before))}"
    if any(name.endswith(".yaml") for name in unwhole(root)):
        yield "half a slip"
    if len(new) != (1 if result.code == 0 else 0):
        yield f"exit code {result.code}, but {len(new)} new slips"
    if result.code != 0 and (result.code != 3 or not SENTENCE.fullmatch(result.err)):
        yield f"exit code {result.code}, {result.err!r}"
    if step.name != "unlink" and temporary(root):
        yield f"left behind: {temporary(root)}"


@pytest.mark.parametrize(("name", "system"), TRIALS)
def test_a_failing_step_of_a_record_leaves_all_or_nothing(
    name: str, system: str, ready: Path, kst: Kst, record_property: Note
) -> None:
    steps = steps_of_a_record(ready, kst, system)
    wrong = []
    for disk, step in zip(each_step(len(steps), FAULTS[name], system), steps, strict=True):
        before = fresh(ready)
        with disk:
            result = kst(*RECORD, root=ready)
        wrong += [f"{step}: {what}" for what in trouble(ready, before, result, step)]
    record_property("trials", f"{len(steps)} steps failed with {name} on {system} disks")
    assert not wrong


def test_every_step_that_can_fail_is_counted(ready: Path, kst: Kst) -> None:
    fresh(ready)
    shutil.rmtree(ready / ".kst")
    kst(*STATUS, root=ready)
    names = [step.name for step in steps_of_a_record(ready, kst, "plain")]
    wanted = ("mkdir", "open", "fdopen", "write", "flush", "fsync", "close", "chmod", "link", "unlink")
    assert [name for name in wanted if name not in names] == []
    assert names.count("fsync") >= 2


@pytest.mark.parametrize("name", FAULTS)
def test_a_failing_step_while_the_index_is_made_changes_no_answer(name: str, ready: Path, kst: Kst) -> None:
    shutil.rmtree(ready / ".kst")
    with Disk() as good:
        expected = kst(*STATUS, root=ready)
    assert expected.code == 0
    for disk, step in zip(each_step(len(good.log), FAULTS[name]), good.log, strict=True):
        shutil.rmtree(ready / ".kst", ignore_errors=True)
        with disk:
            assert kst(*STATUS, root=ready) == expected, step
        assert kst(*STATUS, root=ready) == expected, step


def test_the_next_record_works_after_every_failure(ready: Path, kst: Kst) -> None:
    steps = steps_of_a_record(ready, kst, "plain")
    fresh(ready)
    for disk in each_step(len(steps), FAULTS["ENOSPC"]):
        with disk:
            kst(*RECORD, root=ready)
        before = len(slips(ready))
        assert kst(*RECORD, root=ready).code == 0
        assert len(slips(ready)) == before + 1
    assert unwhole(ready) == []


def test_ctrl_c_at_any_step_leaves_all_or_nothing(ready: Path, kst: Kst) -> None:
    steps = steps_of_a_record(ready, kst, "plain")
    for disk in each_step(len(steps), interrupted):
        before = fresh(ready)
        with disk:
            assert kst(*RECORD, root=ready).code == 130
        assert unwhole(ready) == []
        assert len(tree(ready / "progress")) - len(before) in (0, 1)


def test_a_leftover_of_a_crash_is_never_read_as_data(ready: Path, kst: Kst) -> None:
    half = slips(ready)[0].read_bytes()[:100]
    before = kst(*STATUS, root=ready)
    for folder in (ready / ".kst", slips(ready)[0].parent):
        (folder / ".kst-leftover.tmp").write_bytes(half)
    assert kst(*STATUS, root=ready) == before


# A power cut: what was said to be written must be on the disk, with all the folders that lead to it


def test_content_is_on_the_disk_before_it_has_a_name(ready: Path, kst: Kst) -> None:
    for system in SYSTEMS:
        steps = steps_of_a_record(ready, kst, system)
        named = max(n for n, step in enumerate(steps) if step.name in {"link", "rename"})
        assert Step("fsync", steps[named].path) in steps[:named]


def test_every_new_name_is_on_the_disk_in_the_end(ready: Path, kst: Kst) -> None:
    shutil.rmtree(ready / "progress")
    with Disk() as disk:
        assert kst(*RECORD, root=ready).code == 0
    made = {Path(s.target or s.path): n for n, s in enumerate(disk.log) if s.name in {"link", "mkdir"}}
    inside = {path: n for path, n in made.items() if path.is_relative_to(ready / "progress")}
    synced = [path for path, n in inside.items() if Step("fsync", str(path.parent)) in disk.log[n:]]
    assert len(inside) == 5
    assert synced == list(inside)


# Names that are taken


def test_a_slip_is_never_written_over_another(tmp_path: Path) -> None:
    for system in SYSTEMS:
        with Disk(system=system):
            write_once(tmp_path, f"progress/{system}/a.yaml", "first\n")
            with pytest.raises(FileExistsRefusedError):
                write_once(tmp_path, f"progress/{system}/a.yaml", "second\n")
        assert (tmp_path / "progress" / system / "a.yaml").read_text() == "first\n"


@pytest.mark.parametrize("place", ["progress", "progress/2021/Q2", "progress/2021/Q2/so-tttt"])
def test_a_file_in_place_of_a_folder(place: str, repo: Path, kst_process: Kst) -> None:
    (repo / place).parent.mkdir(parents=True, exist_ok=True)
    (repo / place).write_text("không phải thư mục")
    result = kst_process(*RECORD, cwd=repo)
    sentence = result.err[result.err.index("lỗi: ") :]
    in_the_way = f"“{repo / place}” không phải là thư mục" in sentence
    assert (result.code, in_the_way or SENTENCE.fullmatch(sentence) is not None) == (3, True), result.err
    assert slips(repo) == []
    (repo / place).unlink()
    assert kst_process(*RECORD, cwd=repo).code == 0


def test_a_file_in_place_of_the_cache_folder(repo: Path, kst: Kst) -> None:
    (repo / ".kst").write_text("không phải thư mục")
    result = kst(*RECORD, root=repo)
    assert result.code in (0, 3), result.err
    assert len(slips(repo)) == (1 if result.code == 0 else 0)


def test_a_cache_folder_that_refuses_stops_no_record(ready: Path, kst: Kst) -> None:
    steps = steps_of_a_record(ready, kst, "plain")
    for at, step in enumerate(steps, 1):
        before = fresh(ready)
        if ".kst" in Path(step.path).parent.parts:
            with Disk(at, FAULTS["EACCES"]):
                assert kst(*RECORD, root=ready).code == 0, step
            assert len(tree(ready / "progress")) == len(before) + 1


def test_a_new_repository_gets_its_name_in_one_step(tmp_path: Path, kst: Kst) -> None:
    with Disk() as disk:
        assert kst("init", str(tmp_path / "kho")).code == 0
    inside = [step for step in disk.log if Path(step.target or step.path).is_relative_to(tmp_path / "kho")]
    assert [step.name for step in inside] == ["rename"]


def test_what_init_cannot_clear_away_stops_nobody(tmp_path: Path, kst: Kst) -> None:
    with Disk() as good:
        assert kst("init", str(tmp_path / "first")).code == 0
    at = next(n for n, step in enumerate(good.log, 1) if step.name == "open")
    with Disk(at, FAULTS["EACCES"], lasting=True):
        assert kst("init", str(tmp_path / "second")).code == 0


# Streams that take nothing


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise there")
@pytest.mark.parametrize("words", [RECORD, ("schema", "plan")], ids=["record", "schema"])
def test_a_reader_who_has_left_is_no_finding(words: tuple[str, ...], ready: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    line = [sys.executable, "-m", "kstthc_cli", *words]
    done = subprocess.run(line, cwd=ready, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_problems_that_nobody_can_be_told_keep_their_exit_code(ready: Path) -> None:
    plan = ready / "plans/2021.yaml"
    text = plan.read_bytes()
    plan.write_bytes(b"schema_version: 1\n")
    line = [sys.executable, "-m", "kstthc_cli", "due"]
    with Path("/dev/full").open("wb", buffering=0) as full:
        done = subprocess.run(line, cwd=ready, stdout=subprocess.PIPE, stderr=full, check=False)
    plan.write_bytes(text)
    assert (done.returncode, done.stdout) == (3, b"")


# The system's own limits, in a process of its own


@pytest.mark.skipif(sys.platform == "win32", reason="ulimit is of Unix")
@pytest.mark.parametrize("blocks", [0, 1])
def test_a_limit_on_the_size_of_files(blocks: int, ready: Path, record_property: Note) -> None:
    before = tree(ready / "progress")
    limited = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh", sys.executable, "-m", "kstthc_cli"]
    long = record("10", "so-tttt", text="Dài. " * 300)
    done = subprocess.run([*limited, *long], cwd=ready, capture_output=True, check=False)
    assert done.returncode == 3, done.stderr.decode()
    assert SENTENCE.fullmatch(done.stderr.decode())
    assert tree(ready / "progress") == before
    assert temporary(ready) == []
    record_property("trials", f"a file limit of {blocks} blocks")


def read_only(folder: Path) -> None:
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        folder.chmod(0o755)
        pytest.skip("root, or a system without permissions, writes into read-only folders too")


def test_a_folder_that_is_read_only(ready: Path, kst_process: Kst) -> None:
    before = tree(ready / "progress")
    read_only(ready / "progress/2021/Q2")
    result = kst_process(*RECORD, cwd=ready)
    (ready / "progress/2021/Q2").chmod(0o755)
    assert (result.code, SENTENCE.fullmatch(result.err) is None) == (3, False), result.err
    assert tree(ready / "progress") == before


def test_the_reason_is_said_in_vietnamese(ready: Path, kst: Kst) -> None:
    steps = steps_of_a_record(ready, kst, "plain")
    at = next(n for n, step in enumerate(steps, 1) if step.name == "write")
    for name, fault in FAULTS.items():
        fresh(ready)
        with Disk(at, fault):
            result = kst(*RECORD, root=ready)
        assert os.strerror(getattr(errno, name)) not in result.err


def test_a_bug_is_a_sentence_even_where_no_log_can_be_written(
    monkeypatch: pytest.MonkeyPatch, kst: Kst
) -> None:
    def broken(*_words: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def buggy(*_words: object, **_options: object) -> None:
        raise AssertionError("a bug")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", broken)
    monkeypatch.setattr("kstthc_cli.cli.app.run_command", buggy)
    result = kst("due")
    assert (result.code, result.err.startswith("lỗi: ")) == (70, True)


# -o FILE: the old content or the new, never half

OLD, NEW = b"old content\n" * 300, b"new content\n" * 500


def write(file: Path) -> KstError | None:
    try:
        write_new(file, NEW, force=True)
    except KstError as error:
        return error
    return None


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("fault", [*FAULTS.values(), interrupted], ids=[*FAULTS, "Ctrl+C"])
def test_an_output_file_is_old_or_new(
    fault: Fault, there: bool, tmp_path: Path, record_property: Note
) -> None:
    file = tmp_path / "out.json"
    with Disk() as good:
        write(file)
    for disk, step in zip(each_step(len(good.log), fault), good.log, strict=True):
        file.write_bytes(OLD) if there else file.unlink(missing_ok=True)
        error: BaseException | None
        try:
            with disk:
                error = write(file)
        except KeyboardInterrupt as stop:
            error = stop
        expected = NEW if error is None else OLD if there else None
        assert (file.read_bytes() if file.exists() else None) == expected, step
        assert [p.name for p in tmp_path.iterdir() if p != file] == [], step
    record_property("trials", f"{len(good.log)} steps")


def test_an_output_that_cannot_be_written_is_refused_in_a_sentence(ready: Path, kst: Kst) -> None:
    file = ready.parent / "out.json"
    due = ("due", "--agency", "so-tttt", *DAY, "-o", str(file), "--force")
    kst(*due, root=ready)
    with Disk() as good:
        assert kst(*due, root=ready).code == 0
    new = file.read_bytes()
    for disk, step in zip(each_step(len(good.log), FAULTS["ENOSPC"]), good.log, strict=True):
        file.write_bytes(OLD)
        with disk:
            result = kst(*due, root=ready)
        assert file.read_bytes() == (OLD if result.code else new)
        assert result.code == (3 if Path(step.path).parent == file.parent else 0), step
        assert result.code == 0 or SENTENCE.fullmatch(result.err), result.err
