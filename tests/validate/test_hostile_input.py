"""Whatever lies in a data file, kst says one clear thing in Vietnamese, quickly, and changes nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.support.example_files import KIND_FILES, MINIMAL, minimal
from tests.support.hostile import expect_one, headings, put, quickly
from tests.support.running import Kst

PLAN = (MINIMAL / KIND_FILES["plan"]).read_text("utf-8")
VALUE = '"Hội nghị tập huấn."'
LAST = '        schedule: {kind: ongoing, text: "Thường xuyên"}\n'


def plan(old: str, new: str) -> bytes:
    assert PLAN.count(old) == 1
    return PLAN.replace(old, new).encode()


def target(value: str) -> bytes:
    line = f'        targets: [{{id: "c", text: "10%", comparison: at_least, value: {value}, unit: "%"}}]\n'
    return plan(LAST, line + LAST)


def laughs() -> bytes:
    lines = ['a0: &a0 ["ha", "ha"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return ("\n".join(lines) + "\n").encode()


USABLE = {  # worth a warning, and read all the same
    "bom": ("KST005", b"\xef\xbb\xbf" + PLAN.encode()),
    "crlf": ("KST006", PLAN.replace("\n", "\r\n").encode()),
    "nfd": ("KST007", unicodedata.normalize("NFD", PLAN).encode()),
}
REFUSED = {
    "prose": ("KST014", "Kế hoạch kiểm soát thủ tục hành chính\nnăm 2021 của tỉnh Quảng Ngãi.\n".encode()),
    "not yaml": ("KST008", "Kính gửi: Sở Tư pháp\nCăn cứ Nghị định 63/2010\n- rà soát: }\n".encode()),
    "web page": ("KST014", b"<!DOCTYPE html>\n<html lang=vi><body>404</body></html>\n"),
    "word document": ("KST002", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4" * 90),
    "utf-16 le with bom": ("KST002", b"\xff\xfe" + PLAN.encode("utf-16-le")),
    "utf-16 be with bom": ("KST002", b"\xfe\xff" + PLAN.encode("utf-16-be")),
    "utf-16 le": ("KST002", PLAN.encode("utf-16-le")),
    "utf-16 be": ("KST002", PLAN.encode("utf-16-be")),
    "latin-1": ("KST002", plan(VALUE, '"H§i ngh§"').replace("§".encode(), b"\xee")),
    "nul byte": ("KST015", plan(VALUE, '"Hội\x00 nghị"')),
    "nul byte far down": ("KST015", plan(VALUE, '"' + "Hội nghị. " * 900 + '\x00"')),
    "tab": ("KST009", plan('  kind: "Quyết định"', '\tkind: "Quyết định"')),
    "duplicate key": ("KST010", plan("year: 2021\n", "year: 2021\nyear: 2022\n")),
    "alias": ("KST011", plan("coordinate: [so-ban-nganh]", "coordinate: *nhom")),
    "anchor": ("KST011", plan("[so-ban-nganh]", "&nhom [so-ban-nganh]")),
    "billion laughs": ("KST011", laughs()),
    "merge key": ("KST011", plan("annex:\n", "annex:\n  <<: {title: Phụ lục}\n")),
    "python object": ("KST011", plan(VALUE, '!!python/object/apply:os.system ["touch bi-tan-cong"]')),
    "python name": ("KST011", plan(VALUE, "!!python/name:os.system")),
    "brackets": ("KST013", b"sections: " + b"[" * 100_000),
    "braces": ("KST013", b"sections: " + b"{a: " * 100_000),
    "dashes": ("KST013", b"- " * 100_000),
    "question marks": ("KST013", b"? " * 100_000),
    "indentation": ("KST013", b"".join(b" " * n + b"a:\n" for n in range(1000))),
    "50 MB": ("KST003", b"# \xc4\x91\n" * (10 * 1024 * 1024)),
    "empty": ("KST014", b""),
    "only a line end": ("KST014", b"\n"),
    "only comments": ("KST014", "# Kế hoạch\n# sẽ nhập sau\n".encode()),
    "list": ("KST014", b"- 1\n- 2\n"),
    "scalar": ("KST014", b"2021\n"),
    "null": ("KST014", b"~\n"),
    "5,000 digits": ("KST025", plan("year: 2021", "year: " + "9" * 5000)),
    "5,000 digits for text": ("KST025", plan(VALUE, "9" * 5000)),
    "huge exponent": ("KST022", target("1e999999999")),
    "escaped bell": ("KST015", plan(VALUE, r'"Hội nghị\x07."')),
    "escaped surrogate": ("KST015", plan(VALUE, r'"Hội nghị\ud800."')),
    "turned writing": ("KST015", plan(VALUE, '"Hội \u202eịhgn."')),
    "escaped turned writing": ("KST015", plan(VALUE, r'"Hội \u2066nghị."')),
    "raw escape": ("KST015", plan(VALUE, '"Hội \x1b[31mnghị."')),
    "escape in a key": ("KST015", plan("annex:\n", '"an\\enex": 1\nannex:\n')),
    "line end in a key": ("KST021", plan("annex:\n", '"an\\n::error::nex": "1"\nannex:\n')),
    "infinite": ("KST022", target(".inf")),
    "not a number": ("KST022", target(".nan")),
    "infinite year": ("KST022", plan("year: 2021", "year: -.inf")),
    "not a year": ("KST022", plan("year: 2021", "year: .nan")),
    "30 February": ("KST025", plan("issued: 2021-01-28", "issued: 2021-02-30")),
    "month 13": ("KST025", plan("issued: 2021-01-28", "issued: 2021-13-01")),
    "year 0": ("KST025", plan("issued: 2021-01-28", "issued: 0000-01-01")),
    "time that is none": ("KST025", plan("issued: 2021-01-28", "issued: 2021-01-28 25:61:61")),
    "unquoted id": ("KST023", plan('- id: "2"', "- id: 010")),
    "tilde": ("KST027", plan(VALUE, "~")),
    "nothing": ("KST027", plan('place: "Quảng Ngãi"', "place:")),
    "number as key": ("KST021", plan("annex:\n", '10: "mười"\nannex:\n')),
    "null as key": ("KST021", plan("annex:\n", '~: "không"\nannex:\n')),
    "list as key": ("KST008", plan("annex:\n", '[1, 2]: "ba"\nannex:\n')),
    "mapping as key": ("KST008", plan("annex:\n", '{a: 1}: "ba"\nannex:\n')),
    "no-break space": ("KST008", plan("year: 2021", "year:\u00a02021")),
    "yaml directive": ("KST011", b"%YAML 1.1\n---\n" + PLAN.encode()),
    "tag directive": ("KST011", b"%TAG ! tag:vi-du.vn,2021:\n---\n" + PLAN.encode()),
    "two documents": ("KST012", PLAN.encode() + b"---\n" + PLAN.encode()),
    "document end": ("KST012", plan("annex:\n", "...\nannex:\n")),
    "long wrong line": ("KST022", plan("year: 2021", 'year: "' + "rất dài " * 50_000 + '"')),
    "long wrong id": ("KST025", plan('- id: "2"', '- id: "' + "rất dài " * 50_000 + '"')),
    "long wrong key": ("KST021", plan("annex:\n", '"' + "rất dài " * 100 + '": 1\nannex:\n')),
}
HARMLESS = {
    "long line": plan(VALUE, '"' + "Hội nghị tập huấn. " * 5_000 + '"'),
    "comment at the end": PLAN.encode() + b"# h\xe1\xba\xbft",
    "no line end": PLAN.rstrip("\n").encode(),
    "blank lines": b"\n\n" + PLAN.replace("\n", "\n\n").encode(),
    "emoji": plan(VALUE, '"Hội nghị 🎉."'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_validate_names_the_one_problem(name: str, kst: Kst, tmp_path: Path) -> None:
    code, content = REFUSED[name]
    (minimal(tmp_path) / KIND_FILES["plan"]).write_bytes(content)
    result = quickly(kst, "validate", tmp_path)
    assert (result.code, result.err) == (1, "")
    expect_one(result, result.out, code)


@pytest.mark.parametrize("name", REFUSED)
def test_due_refuses_data_that_is_wrong(name: str, kst: Kst, tmp_path: Path) -> None:
    code, content = REFUSED[name]
    (minimal(tmp_path) / KIND_FILES["plan"]).write_bytes(content)
    result = quickly(kst, "due", tmp_path)
    assert (result.code, result.out) == (3, "")
    expect_one(result, result.err, code)
    assert "Dữ liệu có 1 lỗi nên chưa thực hiện lệnh." in result.err


ANYWHERE = sorted(name for name, (_, content) in REFUSED.items() if b"sections:\n" not in content)


@pytest.mark.parametrize("kind", ["agencies", "calendar", "slip"])
@pytest.mark.parametrize("name", ANYWHERE)
def test_other_files_are_guarded_alike(name: str, kind: str, kst: Kst, tmp_path: Path) -> None:
    code, content = REFUSED[name]
    put(minimal(tmp_path), kind, content)
    result = quickly(kst, "validate", tmp_path)
    assert result.code == 1
    expect_one(result, result.out, code)
    assert f"[{code}] {KIND_FILES[kind]}:" in result.out


def test_word_document_is_not_taken_for_utf_16(kst: Kst, tmp_path: Path) -> None:
    """Saving it again as UTF-8, the remedy for UTF-16, would not help."""
    (minimal(tmp_path) / KIND_FILES["plan"]).write_bytes(REFUSED["word document"][1])
    assert "UTF-16" not in kst("validate", root=tmp_path).out


@pytest.mark.parametrize("name", USABLE)
def test_warning_leaves_the_file_usable(name: str, kst: Kst, tmp_path: Path) -> None:
    code, content = USABLE[name]
    (minimal(tmp_path) / KIND_FILES["plan"]).write_bytes(content)
    result = quickly(kst, "validate", tmp_path)
    assert (result.code, result.err) == (0, "")
    expect_one(result, result.out, code)
    assert quickly(kst, "due", tmp_path).code == 0


@pytest.mark.parametrize("name", USABLE)
def test_warning_changes_no_answer(name: str, kst: Kst, tmp_path: Path) -> None:
    answer = kst("due", "--period", "2021", "--as-of", "2021-01-31", root=minimal(tmp_path / "a"))
    (minimal(tmp_path / "b") / KIND_FILES["plan"]).write_bytes(USABLE[name][1])
    assert kst("due", "--period", "2021", "--as-of", "2021-01-31", root=tmp_path / "b") == answer


@pytest.mark.parametrize("name", HARMLESS)
def test_odd_but_right_is_no_problem(name: str, kst: Kst, tmp_path: Path) -> None:
    (minimal(tmp_path) / KIND_FILES["plan"]).write_bytes(HARMLESS[name])
    assert quickly(kst, "validate", tmp_path).out == "Đã kiểm tra 3 tệp: không có lỗi.\n"
    assert quickly(kst, "due", tmp_path).code == 0


@pytest.mark.parametrize("kind", ["plan", "agencies", "calendar"])
def test_conflict_marks_are_all_shown_and_nothing_else(kind: str, kst: Kst, tmp_path: Path) -> None:
    file = minimal(tmp_path) / KIND_FILES[kind]
    text = file.read_text("utf-8")
    conflict = f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> nhánh-của-tôi\n"
    file.write_text(conflict, encoding="utf-8", newline="\n")
    result = quickly(kst, "validate", tmp_path)
    assert (result.code, headings(result.out)) == (1, ["KST004"] * 3)
    assert quickly(kst, "due", tmp_path).code == 3


# Many problems, and text that is slow to compare

MANY = {
    "unknown keys": PLAN + "".join(f"khoa-{n}: 1\n" for n in range(2_000)),
    "repeated keys": PLAN + "year: 2021\n" * 5_000,
    "unknown agencies": PLAN.replace("[so-tp]", f"[{', '.join(f'so-{n}' for n in range(5_000))}]"),
    "conflict marks": PLAN + "=======\n" * 20_000,
    "combining marks": PLAN.replace("Quảng Ngãi", "Quảng Ngãi" + "\u0300\u0327" * 30_000),
}


@pytest.mark.parametrize("name", MANY)
def test_many_problems_take_no_more_time(name: str, kst: Kst, tmp_path: Path) -> None:
    (minimal(tmp_path) / KIND_FILES["plan"]).write_text(MANY[name], encoding="utf-8", newline="\n")
    result = quickly(kst, "validate", tmp_path)
    assert result.code in (0, 1)
    assert headings(result.out)


def test_tag_of_python_runs_nothing(kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (minimal(tmp_path) / KIND_FILES["plan"]).write_bytes(REFUSED["python object"][1])
    monkeypatch.chdir(tmp_path)
    kst("validate")
    assert not (tmp_path / "bi-tan-cong").exists()
