"""`kst validate --format`: JSON, and the forms that GitHub, GitLab and SARIF readers take."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from kstthc_cli import __version__
from kstthc_cli.catalogue import CATALOGUE
from tests.support.example_files import KIND_FILES, Example, bad_examples, change
from tests.support.running import Kst, Result, report

# JSON


def test_json_counts_and_lists(broken: Path, kst: Kst) -> None:
    result = kst("validate", "--format", "json", root=broken)
    data = report(result)
    assert result.code == 1
    assert {k: data[k] for k in data if k != "problems"} == {
        "schema_version": 1,
        "errors": 4,
        "warnings": 1,
        "files": 3,
    }
    assert data["problems"][0] == {
        "code": "KST030",
        "severity": "error",
        "path": "agencies/quang-ngai.yaml",
        "line": 13,
        "column": 24,
        "message": "Mã cơ quan, nhóm “so-tp” đã dùng ở trên.",
        "remedy": CATALOGUE["KST030"].remedy,
    }


def test_json_of_a_clean_repository_is_empty_but_whole(small: Path, kst: Kst) -> None:
    assert report(kst("validate", "--format", "json", root=small)) == {
        "schema_version": 1,
        "errors": 0,
        "warnings": 0,
        "files": 3,
        "problems": [],
    }


# GitHub

ANNOTATION = re.compile(
    r"^::(?P<severity>error|warning) file=(?P<file>[^,:\n]*),line=(?P<line>\d+),col=(?P<col>\d+),"
    r"title=(?P<title>[^,:\n]*)::(?P<message>[^\n]*)$",
    re.MULTILINE,
)


def decoded(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_marks_the_line(broken: Path, kst: Kst) -> None:
    result = kst("validate", "--format", "github", root=broken)
    assert (result.code, result.err) == (1, "")
    found = [match.groupdict() for match in ANNOTATION.finditer(result.out)]
    assert len(found) == result.out.count("\n") == 5
    assert [item["severity"] for item in found] == ["error"] * 4 + ["warning"]
    assert (found[0]["file"], found[0]["line"], found[0]["col"]) == ("agencies/quang-ngai.yaml", "13", "24")
    assert decoded(found[0]["title"]) == f"KST030 {CATALOGUE['KST030'].title}"
    assert decoded(found[0]["message"]).endswith(f"\nCách sửa: {CATALOGUE['KST030'].remedy}")


def test_github_shows_ten_of_each_severity_and_logs_the_rest(small: Path, kst: Kst) -> None:
    change(small, "plan", "[so-tp]", "[so-tp, " + ", ".join(f"so-{n}" for n in range(13)) + "]")
    task = (
        '      - {{id: "9{0}", content: "Việc {0}.", results: ["Kết quả."], '
        'assignments: [{{printed: "- Sở Tư pháp.", lead: [so-tp]}}], '
        'schedule: {{kind: by_date, text: "Quý I", by: "2012-Q1"}}}}\n'
    )
    plan = small / KIND_FILES["plan"]
    plan.write_text(plan.read_text("utf-8") + "".join(task.format(n) for n in range(12)), encoding="utf-8")
    out = kst("validate", "--format", "github", root=small).out
    severities = [match["severity"] for match in ANNOTATION.finditer(out)]
    assert severities == ["error"] * 10 + ["warning"] * 10
    assert "3 lỗi nữa" in out
    assert "2 cảnh báo nữa" in out
    rest = re.findall(r"^- plans/2021\.yaml:\d+:\d+: (KST\d+) \S", out, re.MULTILINE)
    assert rest == ["KST031"] * 3 + ["KST048"] * 2


def test_github_escapes_what_has_a_meaning(small: Path, kst: Kst) -> None:
    change(small, "plan", "annex:\n", '"100%, a:b\\n::error::c": 1\nannex:\n')
    (small / KIND_FILES["plan"]).rename(small / "plans" / "kế hoạch 50%, bản: cuối.yaml")
    out = kst("validate", "--format", "github", root=small).out
    [found] = ANNOTATION.finditer(out)
    assert out.count("\n") == 1
    assert r"100%25, a:b\n::error::c" in found["message"]
    assert decoded(found["file"]) == "plans/kế hoạch 50%, bản: cuối.yaml"


def test_github_commands_cannot_be_smuggled_into_the_log(small: Path, kst: Kst) -> None:
    wrong = "".join(f'"lạ {n}\\n::stop-commands::{n}": 1\n' for n in range(12))
    change(small, "plan", "annex:\n", f"{wrong}annex:\n")
    out = kst("validate", "--format", "github", root=small).out
    assert "2 lỗi nữa" in out
    assert not re.search(r"^::(?!error file=)", out, re.MULTILINE)


def test_github_says_nothing_of_a_clean_repository(small: Path, kst: Kst) -> None:
    assert kst("validate", "--format", "github", root=small) == Result(0, "", "")


# GitLab


def test_gitlab_report(broken: Path, kst: Kst) -> None:
    items = report(kst("validate", "--format", "gitlab", root=broken))
    assert [item["check_name"] for item in items] == ["KST030", "KST045", "KST031", "KST031", "KST048"]
    assert [item["severity"] for item in items] == ["major"] * 4 + ["minor"]
    assert items[1]["location"] == {"path": "calendar/2021.yaml", "lines": {"begin": 9}}
    assert all(item["description"] for item in items)
    assert len({item["fingerprint"] for item in items}) == len(items)


def test_gitlab_fingerprints_of_like_problems_differ(small: Path, kst: Kst) -> None:
    change(small, "plan", "[so-tp]", "[so-tp, so-xyz, so-xyz]")
    items = report(kst("validate", "--format", "gitlab", root=small))
    assert items[0]["description"] == items[1]["description"]
    assert items[0]["fingerprint"] != items[1]["fingerprint"]


MOVABLE = [e for e in bad_examples() if e.kind and e.code not in ("KST002", "KST005")]


@pytest.mark.parametrize("example", MOVABLE, ids=lambda example: example.name)
def test_gitlab_fingerprints_stay_when_lines_move(example: Example, kst: Kst, tmp_path: Path) -> None:
    before = report(kst("validate", "--format", "gitlab", root=example.build(tmp_path)))
    file = tmp_path / KIND_FILES[example.kind]
    file.write_bytes("# Một dòng mới ở đầu tệp\n".encode() + file.read_bytes())
    after = report(kst("validate", "--format", "gitlab", root=tmp_path))
    assert [item["fingerprint"] for item in after] == [item["fingerprint"] for item in before]


def test_gitlab_report_of_a_clean_repository_is_an_empty_list(small: Path, kst: Kst) -> None:
    assert kst("validate", "--format", "gitlab", root=small).out == "[]\n"


# SARIF


def test_sarif_describes_tool_and_rules(broken: Path, kst: Kst) -> None:
    data = report(kst("validate", "--format", "sarif", root=broken))
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-2.1.0.json")
    [run] = data["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("kst", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["KST030", "KST031", "KST045", "KST048"]
    for rule in driver["rules"]:
        entry = CATALOGUE[rule["id"]]
        assert rule["shortDescription"]["text"] == entry.title
        assert rule["help"]["text"] == entry.remedy


def test_sarif_results_have_rule_level_and_place(broken: Path, kst: Kst) -> None:
    [run] = report(kst("validate", "--format", "sarif", root=broken))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert [result["level"] for result in run["results"]] == ["error"] * 4 + ["warning"]
    assert run["results"][1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "calendar/2021.yaml"},
                "region": {"startLine": 9, "startColumn": 33},
            }
        }
    ]


def test_sarif_addresses_are_encoded(small: Path, kst: Kst) -> None:
    name = "kế hoạch 100% #1.yaml"
    change(small, "plan", "[so-tp]", "[so-xyz]").rename(small / "plans" / name)
    [result] = report(kst("validate", "--format", "sarif", root=small))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #")
    assert unquote(uri) == f"plans/{name}"


def test_sarif_of_a_clean_repository_has_a_run_without_results(small: Path, kst: Kst) -> None:
    [run] = report(kst("validate", "--format", "sarif", root=small))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
