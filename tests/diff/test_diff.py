"""`kst diff` with real git: which revisions, what is said of each kind of change, what follows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from kstthc_cli.render.json_schema import draft7
from tests.support.repositories import change_file, commit, git, in_git
from tests.support.running import Kst, Result
from tests.support.small_province import small_province

PLAN, AGENCIES, CALENDAR = "plans/2021.yaml", "agencies/quang-ngai.yaml", "calendar/2021.yaml"

MARCH = ("--as-of", "2021-03-10")


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The small province, kept in git, with nothing changed yet."""
    return in_git(small_province(tmp_path / "kho"))


def lines(result: Result) -> list[str]:
    """What was printed, line by line, without the line that names the revisions."""
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Thay đổi từ ")
    return [line.strip() for line in result.out.split("\n")[1:] if line.strip()]


def data(kst: Kst, root: Path, *words: str) -> dict[str, Any]:
    result = kst("diff", *words, "--format", "json", root=root)
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    assert list(Draft7Validator(draft7("diff")).iter_errors(found)) == []
    return found


# Nothing, or nothing of substance


def test_no_change_is_said_in_a_sentence(province: Path, kst: Kst) -> None:
    assert lines(kst("diff", root=province)) == ["Không thay đổi nội dung."]
    assert "Không thay đổi nội dung." in kst("diff", "--format", "markdown", root=province).out
    assert data(kst, province)["changes"] == []


def test_comments_and_layout_are_no_change(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, "sections:\n", "# Các mục của phụ lục\nsections:\n\n")
    change_file(
        province, PLAN, '        results: ["Biên bản."]', '        results:\n          - "Biên bản."  # in'
    )
    change_file(
        province, PLAN, "perform: [so-ban-nganh, ubnd-cap-huyen]", "perform: [ubnd-cap-huyen, so-ban-nganh]"
    )
    assert lines(kst("diff", root=province)) == ["Không thay đổi nội dung."]


def test_agencies_in_another_order_are_no_change(province: Path, kst: Kst) -> None:
    file = province / AGENCIES
    text = file.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(text) if "id: so-tp" in line)
    text[at], text[at + 1] = text[at + 1], text[at]
    file.write_text("\n".join(text), "utf-8")
    assert lines(kst("diff", root=province)) == ["Không thay đổi nội dung."]


def test_tasks_in_another_order_are_told_but_change_nothing(province: Path, kst: Kst) -> None:
    text = (province / PLAN).read_text("utf-8")
    before, _, rest = text.partition('      - id: "1"\n')
    first, _, after = rest.partition('      - id: "2"\n')
    second, mark, after = after.partition('  - id: "II"')
    swapped = f'{before}      - id: "2"\n{second}      - id: "1"\n{first}{mark}{after}'
    (province / PLAN).write_text(swapped, "utf-8")
    told = lines(kst("diff", root=province))
    assert told[0] == "Không thay đổi nội dung, chỉ đổi cách trình bày."
    assert told[-1] == "Nhiệm vụ 2: đổi chỗ, nay đứng đầu"


# Each kind of change


def test_deadline_from_and_to_with_what_follows(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, 'text: "Quý I", by: "2021-Q1"', 'text: "Quý II", by: "2021-Q2"')
    told = lines(kst("diff", root=province))
    assert "Thời gian: Quý I (hạn 31/03/2021) → Quý II (hạn 30/06/2021)" in told
    assert told[-2:] == [
        "Dời hạn của 1 việc (kể cả phối hợp):",
        "- đầu việc 1: Văn phòng UBND tỉnh; quý II năm 2021, hạn 31/03/2021 → 30/06/2021",
    ]


def test_words_are_told_one_by_one(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, '"Góp ý dự thảo quy chế."', '"Góp ý dự thảo quy chế, quy trình."')
    assert "Nội dung: Góp ý dự thảo quy chế [thêm: , quy trình]." in lines(kst("diff", root=province))
    markdown = kst("diff", "--format", "markdown", root=province).out
    assert "- Nội dung: Góp ý dự thảo quy chế **, quy trình**.\n" in markdown


def test_agency_added_dropped_and_with_another_role(province: Path, kst: Kst) -> None:
    change_file(
        province,
        PLAN,
        "perform: [ubnd-cap-huyen]\n            coordinate: [so-ban-nganh]",
        "lead: [ubnd-cap-huyen]\n            coordinate: [ubnd-tinh]",
    )
    told = lines(kst("diff", root=province))
    assert "Đầu việc 5b. Cơ quan: [thêm: UBND tỉnh Quảng Ngãi (phối hợp)]" in told
    assert "Đầu việc 5b. Cơ quan: [bỏ: sở, ban, ngành (phối hợp)]" in told
    assert "Đầu việc 5b. Vai trò của UBND cấp huyện: thực hiện → chủ trì" in told
    assert "- đầu việc 5b: UBND tỉnh Quảng Ngãi; năm 2021, chưa có hạn" in told


def test_task_added_and_dropped(province: Path, kst: Kst) -> None:
    text = (province / PLAN).read_text("utf-8")
    kept, _, last = text.partition('      - id: "6"\n')
    (province / PLAN).write_text(
        kept + '      - id: "7"\n' + last.replace("Tự kiểm tra", "Tổng kết"), "utf-8"
    )
    told = lines(kst("diff", root=province))
    assert told[0] == "Tóm tắt: thêm 1 nhiệm vụ; bỏ 1 nhiệm vụ; thêm 1, mất 1 việc (kể cả phối hợp)."
    assert "Bỏ nhiệm vụ 6 (mục III): Tự kiểm tra." in told
    assert "Thêm nhiệm vụ 7 (mục III): Tổng kết." in told
    assert told.count("Cơ quan: Sở Tư pháp (thực hiện)") == 2


def test_task_moved_to_another_section_keeps_its_identity(province: Path, kst: Kst) -> None:
    text = (province / PLAN).read_text("utf-8")
    head, _, rest = text.partition('      - id: "2"\n')
    task, mark, rest = rest.partition('  - id: "II"')
    rest = rest.replace("    tasks:\n", f'    tasks:\n      - id: "2"\n{task}', 1)
    (province / PLAN).write_text(head + mark + rest, "utf-8")
    told = lines(kst("diff", root=province))
    assert told[0] == "Tóm tắt: sửa 1 nhiệm vụ."
    assert told[-1] == "Chuyển mục: mục I → mục II"


def test_target_and_condition(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, "tối thiểu 10%", "tối thiểu 15%")
    change_file(province, PLAN, "value: 10", "value: 15")
    change_file(province, PLAN, '["Biên bản."]', '["Biên bản."]\n        condition: "nếu được giao"')
    told = lines(kst("diff", root=province))
    assert "Chỉ tiêu ty-le: tối thiểu [bỏ: 10] [thêm: 15]% (tối thiểu [bỏ: 10] [thêm: 15]%)" in told
    assert "Điều kiện: [thêm: nếu được giao]" in told


def test_section_and_head(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, '"Thông tin, báo cáo"', '"Thông tin, báo cáo, tổng kết"')
    change_file(province, PLAN, 'name: "Nguyễn Văn A"', 'name: "Nguyễn Văn B"')
    told = lines(kst("diff", root=province))
    assert told[0] == "Tóm tắt: sửa phần chung; sửa 1 mục."
    assert "Người ký: Nguyễn Văn [bỏ: A] [thêm: B]" in told
    assert "Mục III, tên: Thông tin, báo cáo [thêm: , tổng kết]" in told


def test_agency_renamed_and_ended_with_a_successor(province: Path, kst: Kst) -> None:
    change_file(province, AGENCIES, '"Sở Y tế", level: so', '"Sở Y tế và Dân số", level: so')
    change_file(
        province,
        AGENCIES,
        "level: so, parent: ubnd-tinh}\n  - {id: so-yt",
        "level: so, parent: ubnd-tinh, valid_to: 2021-06-30, successors: [so-yt]}\n  - {id: so-yt",
    )
    told = lines(kst("diff", root=province))
    assert "Sở Y tế và Dân số, đổi tên: Sở Y tế → Sở Y tế và Dân số" in told
    assert "Sở Tư pháp: [thêm: kết thúc, còn đến hết ngày 30/06/2021]" in told
    assert "Sở Tư pháp, cơ quan kế thừa: [thêm: Sở Y tế và Dân số]" in told
    assert "- đầu việc 3: Sở Tư pháp; quý III, IV năm 2021" in told


def test_many_new_agencies_are_told_by_level(province: Path, kst: Kst) -> None:
    new = "".join(
        f'  - {{id: huyen-{n}, name: "UBND huyện số {n}", level: huyen, parent: ubnd-tinh}}\n'
        for n in range(10, 30)
    )
    change_file(province, AGENCIES, "groups:\n", f"{new}groups:\n")
    told = lines(kst("diff", root=province))
    assert told[0] == "Tóm tắt: thêm 20 cơ quan; thêm 180 việc (kể cả phối hợp)."
    assert [line for line in told if line.startswith("Cơ quan: [thêm: 20 UBND cấp huyện: UBND huyện số 10,")]
    assert "- đầu việc 3, 5a: 20 UBND cấp huyện; quý I, II, III, IV năm 2021" in told
    assert len(told) < 10


def test_group_members(province: Path, kst: Kst) -> None:
    change_file(
        province,
        AGENCIES,
        '{kind: levels, id: ubnd-cap-huyen, name: "UBND cấp huyện", levels: [huyen]}',
        '{kind: list, id: ubnd-cap-huyen, name: "UBND cấp huyện", members: [huyen-ba-to]}',
    )
    told = lines(kst("diff", root=province))
    assert "Nhóm “UBND cấp huyện”: [thêm: UBND huyện Ba Tơ]" in told
    assert "- đầu việc 3, 5a: UBND huyện Lý Sơn; quý I, II, III, IV năm 2021" in told


def test_days_off_in_a_row_and_send_by_days(province: Path, kst: Kst) -> None:
    change_file(province, CALENDAR, "level: huyen, day: 19", "level: huyen, day: 20")
    file = province / CALENDAR
    text = file.read_text("utf-8")
    at = text.index("    - {first:")
    new = '    - {first: 2021-06-30, last: 2021-07-02, name: "Nghỉ bão"}\n'
    file.write_text(text[:at] + new + text[at:], "utf-8")
    told = lines(kst("diff", root=province))
    assert "Ngày nghỉ: [thêm: 30/06/2021 đến 02/07/2021 Nghỉ bão]" in told
    assert "Ngày gửi báo cáo, cấp huyện: 19 → 20" in told
    assert any(
        line.startswith("- đầu việc 3, 5a: UBND huyện Ba Tơ, UBND huyện Lý Sơn; quý II") for line in told
    )


def test_a_slip_that_no_longer_fits_is_named(province: Path, kst: Kst) -> None:
    said = (
        "--agency",
        "so-yt",
        "--quarter",
        "1",
        "--status",
        "done",
        "--text",
        "Xong.",
        "--as-of",
        "2021-03-10",
    )
    assert kst("record", "4", *said, root=province).code == 0
    commit(province, "Phiếu")
    change_file(province, PLAN, "every: [quarter, year]", "every: [year]")
    told = lines(kst("diff", root=province))
    assert "1 dòng tiến độ không còn khớp với kế hoạch (phiếu vẫn giữ làm lịch sử):" in told
    assert told[-1].startswith("- đầu việc 4, quý I năm 2021, Sở Y tế: phiếu 2021-03-10-")
    [effects] = data(kst, province)["consequences"]
    assert [(s["agency"], s["duty"], s["period"]) for s in effects["slips"]] == [("so-yt", "4", "2021-Q1")]


def test_a_slip_on_a_dated_duty_goes_with_its_deadline(province: Path, kst: Kst) -> None:
    said = (
        "--agency",
        "vp-ubnd-tinh",
        "--status",
        "in_progress",
        "--text",
        "Đang làm.",
        "--as-of",
        "2021-03-10",
    )
    assert kst("record", "1", *said, root=province).code == 0
    change_file(province, PLAN, 'text: "Quý I", by: "2021-Q1"', 'text: "Quý II", by: "2021-Q2"')
    assert not [line for line in lines(kst("diff", root=province)) if "phiếu" in line]


def test_a_new_plan_is_told_in_numbers(province: Path, kst: Kst) -> None:
    text = (province / PLAN).read_text("utf-8")
    (province / "plans" / "2021-b.yaml").write_text(text.replace('id: "2021"', 'id: "2021-b"', 1), "utf-8")
    assert lines(kst("diff", root=province)) == [
        "Tóm tắt: thêm 1 kế hoạch; thêm 41 việc (kể cả phối hợp).",
        "Thêm kế hoạch 2021-b: Kế hoạch kiểm soát thủ tục hành chính năm 2021",
        "6 nhiệm vụ.",
        "Hệ quả với kế hoạch 2021-b",
        "Thêm 41 việc (kể cả phối hợp) của 5 cơ quan.",
    ]


# Which revisions


def test_default_is_the_last_commit_against_the_files(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, '"Biên bản."', '"Biên bản kiểm tra."')
    told = kst("diff", root=province).out.split("\n")[0]
    assert told == f"Thay đổi từ HEAD ({git(province, 'rev-parse', 'HEAD')[:7]}) đến tệp đang sửa"


@pytest.mark.parametrize("words", [("HEAD~1", "HEAD"), ("HEAD~1..HEAD",), ("HEAD~1..",), ("main~1", "main")])
def test_two_revisions(words: tuple[str, ...], province: Path, kst: Kst) -> None:
    change_file(province, PLAN, '"Biên bản."', '"Biên bản kiểm tra."')
    commit(province, "Sửa")
    (province / PLAN).write_text("hỏng", "utf-8")
    assert "sửa 1 nhiệm vụ" in kst("diff", *words, root=province).out


def test_three_dots_leave_out_what_the_base_did_meanwhile(province: Path, kst: Kst) -> None:
    git(province, "switch", "-q", "-c", "sua")
    change_file(province, PLAN, '"Biên bản."', '"Biên bản kiểm tra."')
    commit(province, "Sửa")
    git(province, "switch", "-q", "main")
    change_file(province, PLAN, '"Bảng niêm yết."', '"Bảng niêm yết điện tử."')
    commit(province, "Việc khác")
    assert "sửa 2 nhiệm vụ" in kst("diff", "main", "sua", root=province).out
    only = kst("diff", "main...sua", root=province).out
    assert "sửa 1 nhiệm vụ" in only
    assert only.startswith("Thay đổi từ gốc chung với main (")


def test_repository_below_the_top_and_odd_paths(tmp_path: Path, kst: Kst) -> None:
    top = tmp_path / "hồ sơ"
    small_province(top / "kế hoạch tỉnh")
    root = top / "kế hoạch tỉnh"
    (root / PLAN).rename(root / "plans" / "kế hoạch Quảng Ngãi 2021.yaml")
    in_git(top)
    change_file(root, "plans/kế hoạch Quảng Ngãi 2021.yaml", '"Biên bản."', '"Biên bản kiểm tra."')
    assert "sửa 1 nhiệm vụ" in kst("diff", root=root).out


def test_a_renamed_file_is_no_change(province: Path, kst: Kst) -> None:
    (province / PLAN).rename(province / "plans" / "ke-hoach.yaml")
    assert lines(kst("diff", root=province)) == ["Không thay đổi nội dung."]


def test_a_plan_that_the_base_did_not_have(tmp_path: Path, kst: Kst) -> None:
    root = tmp_path / "kho"
    root.mkdir()
    (root / "README.md").write_text("Kho", "utf-8")
    in_git(root)
    small_province(root)
    assert "thêm 1 kế hoạch" in kst("diff", root=root).out


def test_unknown_revision_is_wrong_use(province: Path, kst: Kst) -> None:
    result = kst("diff", "nhanh-khong-co", root=province)
    assert (result.code, result.out) == (2, "")
    assert "Git không có bản “nhanh-khong-co”." in result.err
    assert "git branch -a" in result.err


@pytest.mark.parametrize("name", ["--output=x", "-h", "a\nb", "--", "HEAD:plans"])
def test_a_name_that_is_no_revision_is_refused(name: str, province: Path, kst: Kst) -> None:
    result = kst("diff", "--", name, root=province)
    assert (result.code, result.out) == (2, "")
    assert not (province / "x").exists()


def test_two_ways_to_name_the_second_revision_are_refused(province: Path, kst: Kst) -> None:
    assert kst("diff", "HEAD..HEAD", "HEAD", root=province).code == 2


def test_a_folder_outside_git(tmp_path: Path, kst: Kst) -> None:
    result = kst("diff", root=small_province(tmp_path / "kho"))
    assert (result.code, result.out) == (3, "")
    assert "git init" in result.err


def test_a_repository_that_git_does_not_trust(
    province: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = kst("diff", root=province)
    assert (result.code, result.out) == (3, "")
    assert f"git config --global --add safe.directory {province}" in result.err


def test_a_repository_without_a_commit(tmp_path: Path, kst: Kst) -> None:
    root = small_province(tmp_path / "kho")
    git(root, "init", "-q")
    result = kst("diff", root=root)
    assert (result.code, "chưa có lần lưu" in result.err) == (3, True)


def test_no_git_on_the_machine(province: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(province / "khong-co"))
    result = kst("diff", root=province)
    assert (result.code, result.out) == (3, "")
    assert "Máy này chưa có git." in result.err


def test_histories_without_a_common_root(province: Path, kst: Kst) -> None:
    git(province, "switch", "-q", "--orphan", "khac")
    small_province(province)
    commit(province, "Gốc khác")
    result = kst("diff", "main...khac", root=province)
    assert (result.code, "không có gốc chung" in result.err) == (2, True)


def test_an_invalid_plan_of_the_base_is_named_with_its_revision(province: Path, kst: Kst) -> None:
    good = (province / PLAN).read_text("utf-8")
    (province / PLAN).write_text(good.replace("year: 2021", "year: hai"), "utf-8")
    bad = commit(province, "Hỏng")
    (province / PLAN).write_text(good, "utf-8")
    result = kst("diff", root=province)
    assert (result.code, result.out) == (3, "")
    assert (
        f"lỗi[KST023] {bad[:7]}:plans/2021.yaml:3:7" in result.err
        or f"{bad[:7]}:plans/2021.yaml" in result.err
    )
    assert "nên chưa so được" in result.err


def test_an_invalid_plan_on_the_disk_is_named_as_ever(province: Path, kst: Kst) -> None:
    (province / PLAN).write_text("hỏng", "utf-8")
    result = kst("diff", root=province)
    assert (result.code, "] plans/2021.yaml:1:1" in result.err) == (3, True)


def test_a_link_in_history_is_refused(province: Path, kst: Kst) -> None:
    (province / "plans" / "khac.yaml").symlink_to("../calendar/2021.yaml")
    commit(province, "Liên kết")
    (province / "plans" / "khac.yaml").unlink()
    result = kst("diff", root=province)
    assert (result.code, "plans/khac.yaml” không phải là tệp thường" in result.err) == (3, True)


def test_a_file_that_was_too_large_is_told_as_on_the_disk(province: Path, kst: Kst) -> None:
    (province / "calendar" / "lon.yaml").write_bytes(b"#" * (6 * 1024 * 1024))
    commit(province, "Tệp lớn")
    (province / "calendar" / "lon.yaml").unlink()
    result = kst("diff", root=province)
    assert (result.code, "KST003" in result.err, "6,0 MB" in result.err) == (3, True, True)


# Shallow clones


@pytest.fixture
def shallow(province: Path, tmp_path: Path) -> Path:
    """A clone of a branch with nothing but its last commit, as CI makes it."""
    git(province, "switch", "-q", "-c", "sua")
    change_file(province, PLAN, '"Biên bản."', '"Biên bản kiểm tra."')
    commit(province, "Sửa")
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=sua", province.as_uri(), "ban-sao")
    return tmp_path / "ban-sao"


@pytest.mark.parametrize("words", [("origin/main",), ("HEAD~1",), ("origin/main...HEAD",)])
def test_a_shallow_clone_says_what_to_fetch_and_it_helps(
    words: tuple[str, ...], shallow: Path, kst: Kst
) -> None:
    result = kst("diff", *words, root=shallow)
    assert (result.code, result.out) == (3, "")
    assert "shallow" in result.err
    assert "fetch-depth: 0" in result.err
    assert "GIT_DEPTH: 0" in result.err
    advice = result.err.split("`")[1].split()
    assert advice[:2] == ["git", "fetch"]
    git(shallow, *advice[1:])
    assert "sửa 1 nhiệm vụ" in kst("diff", *words, root=shallow).out


def test_a_merge_base_beyond_the_shallow_end(shallow: Path, kst: Kst) -> None:
    origin = shallow.parent / "kho"
    git(origin, "switch", "-q", "main")
    change_file(origin, PLAN, '"Bảng niêm yết."', '"Bảng niêm yết điện tử."')
    commit(origin, "Việc khác")
    git(shallow, "fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    result = kst("diff", "origin/main...HEAD", root=shallow)
    assert (result.code, "tách ra" in result.err) == (3, True)
    git(shallow, *result.err.split("`")[1].split()[1:])
    assert "sửa 1 nhiệm vụ" in kst("diff", "origin/main...HEAD", root=shallow).out


# Output


def test_json_tells_ids_and_values(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, 'text: "Quý I", by: "2021-Q1"', 'text: "Quý II", by: "2021-Q2"')
    found = data(kst, province)
    assert found["changes"] == [
        {
            "kind": "duty",
            "in": "2021",
            "id": "1",
            "change": "changed",
            "fields": [
                {"field": "schedule.text", "old": "Quý I", "new": "Quý II"},
                {"field": "schedule.by", "old": "2021-Q1", "new": "2021-Q2"},
            ],
        }
    ]
    [effects] = found["consequences"]
    assert effects["moved"] == [
        {
            "duties": ["1"],
            "agencies": ["vp-ubnd-tinh"],
            "period": "2021-Q2",
            "old": {"due": "2021-03-31", "effective_due": "2021-03-31"},
            "new": {"due": "2021-06-30", "effective_due": "2021-06-30"},
            "count": 1,
        }
    ]


def test_markdown_shows_letters_as_they_are(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, '"Biên bản."', '"Biên bản *mẫu* <b>1</b> | `x` ~~y~~ #12 [a](b)."')
    text = kst("diff", "--format", "markdown", root=province).out
    assert r"\*mẫu\* \<b\>1\</b\> \| \`x\` \~\~y\~\~ \#12 \[a\](b)." in text


def test_same_revisions_same_bytes(province: Path, kst: Kst) -> None:
    change_file(province, PLAN, "perform: [so-ban-nganh, ubnd-cap-huyen]", "perform: [so-ban-nganh]")
    first = [kst("diff", "--format", f, root=province).out for f in ("text", "markdown", "json")]
    copy = shutil.copytree(province, province.parent / "ban sao")
    assert [kst("diff", "--format", f, root=copy).out for f in ("text", "markdown", "json")] == first


def test_nothing_is_left_behind(
    province: Path, kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tam"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    kst("diff", root=province)
    assert list(place.iterdir()) == []
    assert git(province, "status", "--porcelain", "--", "plans", "agencies", "calendar") == ""
