"""What people write for a report: prepared once, never overwritten, always in the report."""

from __future__ import annotations

from pathlib import Path

from tests.report.made import texts, under, values
from tests.support.slip_files import ran, said
from tests.support.small_province import small_province

Q2 = ("quarterly", "--quarter", "2")
FILE = "reports/2021/Q2/ubnd-tinh.yaml"


def prepared(root: Path, *more: str) -> None:
    result = ran("report", "prepare", "--quarter", "2", "--as-of", "2021-07-01", *more, root=root)
    assert result.code == 0, result.err


def written(root: Path, text: str, file: str = FILE) -> None:
    with (root / file).open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def test_prepared_file_is_valid_and_changes_no_report(played: Path) -> None:
    before = values(played, *Q2)
    prepared(played)
    assert ran("validate", root=played).code == 0
    assert values(played, *Q2) == before


def test_prepared_file_shows_what_the_slips_say(played: Path) -> None:
    said(
        played,
        "3",
        "so-yt",
        "--quarter",
        "2",
        "--difficulty",
        "Thiếu: máy #1\nvà người",
        "--proposal",
        "Cấp thêm",
    )
    prepared(played)
    text = (played / FILE).read_text("utf-8")
    assert "# Phiếu nêu: Thiếu: máy #1 và người (Sở Y tế).\n" in text
    assert "# Phiếu nêu: Cấp thêm (Sở Y tế).\n" in text
    assert ran("validate", root=played).code == 0


def test_what_people_wrote_is_never_overwritten(played: Path) -> None:
    prepared(played)
    written(played, "causes: |\n  Thiếu người.\n")
    before = (played / FILE).read_bytes()
    result = ran("report", "prepare", "--quarter", "2", "--as-of", "2021-07-01", root=played)
    assert (result.code, (played / FILE).read_bytes()) == (4, before)
    assert "không ghi đè" in result.err


def test_each_line_is_a_paragraph_and_a_dash_makes_an_item(played: Path) -> None:
    prepared(played)
    written(played, "causes: |\n  Thiếu người.\n\n  - Thiếu máy.\n  * và <b>chữ</b> & {{ lạ }}\n")
    found = values(played, *Q2)
    assert under(found, "2. Nguyên nhân") == ["Thiếu người.", "Thiếu máy.", "* và <b>chữ</b> & {{ lạ }}"]
    assert "Thiếu máy." in texts(found, "item")


def test_words_beside_a_heading_stand_under_it(played: Path) -> None:
    prepared(played)
    written(played, 'headings:\n  "I.3": "Có 2 sáng kiến được công nhận."\n')
    assert under(values(played, *Q2), "3. Sáng kiến") == ["Có 2 sáng kiến được công nhận."]


def test_an_agencys_words_are_in_its_own_report_only(played: Path) -> None:
    prepared(played, "--agency", "so-yt")
    written(played, 'causes: "Do dịch bệnh."\n', "reports/2021/Q2/so-yt.yaml")
    assert under(values(played, *Q2, "--agency", "so-yt"), "2. Nguyên nhân") == ["Do dịch bệnh."]
    assert "Do dịch bệnh." not in texts(values(played, *Q2))


def test_removing_the_hash_of_a_prepared_part_is_enough(played: Path) -> None:
    prepared(played)
    file = played / FILE
    text = file.read_text("utf-8").replace("#causes: |\n#  …", "causes: |\n  Thiếu người.")
    file.write_text(text, "utf-8", newline="\n")
    assert ran("validate", root=played).code == 0
    assert under(values(played, *Q2), "2. Nguyên nhân") == ["Thiếu người."]


def test_what_is_no_file_is_not_passed_over(played: Path) -> None:
    (played / FILE).mkdir(parents=True)
    result = ran("report", *Q2, root=played)
    assert (result.code, result.out) == (3, "")


def test_templates_of_the_repository_are_no_place_for_results(played: Path) -> None:
    target = played / "templates" / "outline.yaml"
    before = target.read_bytes()
    result = ran("report", *Q2, "--format", "markdown", "-o", str(target), "--force", root=played)
    assert (result.code, target.read_bytes()) == (4, before)


def test_causes_are_asked_for_only_where_the_outline_has_them(played: Path) -> None:
    words = ("report", *Q2, "--as-of", "2021-07-01")
    assert "Chưa có phần Nguyên nhân" in ran(*words, root=played).err
    outline = played / "templates" / "outline.yaml"
    text = outline.read_text("utf-8").replace('      - {title: "Nguyên nhân", prose: causes}\n', "")
    outline.write_text(text, "utf-8", newline="\n")
    assert "Nguyên nhân" not in ran(*words, root=played).err


def test_a_prepared_file_says_how_things_stood_without_what_still_waits(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    prepared(root)
    assert "\n# Tình hình khi tạo tệp: quá hạn 9.\n" in (root / FILE).read_text("utf-8")
