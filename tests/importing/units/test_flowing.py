"""Tables of which only the words are left: a row begins where a number stands alone."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.importing.table.flowing import flowing_rows, is_time
from tests.importing.units.tables_in_lines import HEADS, LONG, ONE, WITH_RESULT, Told, told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            WITH_RESULT + "\n1\nViệc\nBáo cáo\nSở Y tế\nQuý I",
            (
                "stt content result agencies time",
                [],
                ["task 6 1 Việc · result: Báo cáo · agencies: Sở Y tế · time: Quý I"],
                [],
            ),
        ),
        (WITH_RESULT, None),
        (
            HEADS + "\nMột\n1",
            (
                "stt content agencies time other",
                [],
                ["rest 6 1 1 · ? dòng 6: “1” chưa xếp được vào mục hay nhiệm vụ nào"],
                [],
            ),
        ),
        (
            HEADS + "\n\nThời hạn\n1" + ONE,
            (
                "stt content agencies time",
                [],
                [
                    "rest 6  Thời hạn · ? dòng 6: “Thời hạn” chưa xếp được vào mục hay nhiệm vụ nào",
                    "task 7 1 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            "Lời\n" + HEADS + "\n\n1" + ONE + "\nII\nMục\n\nlớn\n2\n\n3\n1.1\nCon\nSở Y tế\nQuý I",
            (
                "stt content agencies time other",
                ["Lời"],
                [
                    (
                        "task 7 1 Việc · agencies: Sở Y tế · time: Quý I"
                        " · ? dòng 7: các ô không còn tách nhau: kiểm tra cơ quan, kết quả"
                    ),
                    "section1 11 II Mục lớn",
                    "rest 15 2 2 · ? dòng 15: “2” chưa xếp được vào mục hay nhiệm vụ nào",
                    "rest 17 3 3 · ? dòng 17: “3” chưa xếp được vào mục hay nhiệm vụ nào",
                    (
                        "subtask 18 1.1 Con · agencies: Sở Y tế · time: Quý I"
                        " · ? dòng 18: các ô không còn tách nhau: kiểm tra cơ quan, kết quả"
                    ),
                ],
                [],
            ),
        ),
        (
            HEADS + "\n1. Lời đầu\n\nlời\n1" + ONE,
            (
                "stt content agencies time",
                [],
                [
                    (
                        "rest 5  1. Lời đầu lời"
                        " · ? dòng 5: “1. Lời đầu lời” chưa xếp được vào mục hay nhiệm vụ nào"
                    ),
                    "task 8 1 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            "Số thứ tự .........\nNhiệm vụ\nCơ quan\nThời gian\n1" + ONE,
            ("stt content agencies time", [], ["task 5 1 Việc · agencies: Sở Y tế · time: Quý I"], []),
        ),
        ("STT\nNhiệm vụ\n1\nViệc", None),
        ("STT\nKết quả\nCơ quan\nThời gian\n1" + ONE, None),
        (
            "STT\nKết quả\n" + HEADS + "\n1" + ONE,
            (
                "stt content agencies time",
                ["STT", "Kết quả"],
                ["task 7 1 Việc · agencies: Sở Y tế · time: Quý I"],
                [],
            ),
        ),
        (
            "STT\nNhóm\nCơ quan\nThời gian\n1" + ONE,
            ("stt content agencies time", [], ["task 5 1 Việc · agencies: Sở Y tế · time: Quý I"], []),
        ),
        (
            "STT\nNhiệm vụ\nNhóm\nCơ quan\nThời gian\n1\nViệc\nNhóm a\nSở Y tế\nQuý I",
            (
                "stt content group agencies time",
                [],
                ["task 6 1 Việc · group: Nhóm a · agencies: Sở Y tế · time: Quý I"],
                [],
            ),
        ),
        (
            HEADS + "\nMột\nHai\n1\nViệc\nSở Y tế\nQuý I\na\nb",
            (
                "stt content agencies time other other",
                [],
                [
                    (
                        "task 7 1 Việc · agencies: Sở Y tế · time: Quý I"
                        " · ? dòng 7: các ô không còn tách nhau: kiểm tra cơ quan, kết quả"
                    ),
                    (
                        "duty 7 · result: a, b · ? dòng 7: chưa thấy thời gian"
                        " · ? dòng 7: các ô không còn tách nhau: kiểm tra cơ quan, kết quả"
                    ),
                ],
                [],
            ),
        ),
        (
            HEADS + "\nMột\n1 dòng",
            (
                "stt content agencies time",
                [],
                ["rest 5  Một 1 dòng · ? dòng 5: “Một 1 dòng” chưa xếp được vào mục hay nhiệm vụ nào"],
                [],
            ),
        ),
        (
            HEADS + "\nMột\nHai",
            (
                "stt content agencies time",
                [],
                ["rest 5  Một Hai · ? dòng 5: “Một Hai” chưa xếp được vào mục hay nhiệm vụ nào"],
                [],
            ),
        ),
        (
            HEADS + "\nThời hạn\n1" + ONE,
            (
                "stt content agencies time",
                [],
                [
                    "rest 5  Thời hạn · ? dòng 5: “Thời hạn” chưa xếp được vào mục hay nhiệm vụ nào",
                    "task 6 1 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            HEADS.replace("Cơ quan", "Cơ quan " + "x" * 52) + "\n1" + ONE,
            ("stt content agencies time", [], ["task 5 1 Việc · agencies: Sở Y tế · time: Quý I"], []),
        ),
        (HEADS.replace("Cơ quan", "Cơ quan " + "x" * 53) + "\n1" + ONE, None),
        (
            WITH_RESULT
            + "\nGhi chú\n1\nViệc\nBáo cáo\n\nQuý I\ngấp"
            + "\n2\nViệc\n\nSở Y tế\nmai\n\n3\nViệc\nBáo cáo\nSở Y tế\n\n",
            (
                "stt content result agencies time other",
                [],
                [
                    (
                        "task 7 1 Việc · result: Báo cáo · time: Quý I · cột 5: gấp"
                        " · ? dòng 7: ô cơ quan để trống: có thể gộp với hàng trên"
                    ),
                    (
                        "task 13 2 Việc · agencies: Sở Y tế · time: mai"
                        " · ? dòng 13: “mai” đứng ở chỗ của thời gian"
                    ),
                    "task 19 3 Việc · result: Báo cáo · agencies: Sở Y tế",
                ],
                [],
            ),
        ),
        (
            WITH_RESULT
            + "\n1\nViệc\nBáo cáo\nSở Y tế\nQuý I\nBáo cáo hai\nSở Nội vụ\nQuý II"
            + "\n2\nViệc\nSở Y tế\n3\nViệc\nBáo cáo\nQuý I",
            (
                "stt content result agencies time",
                [],
                [
                    "task 6 1 Việc · result: Báo cáo · agencies: Sở Y tế · time: Quý I",
                    "duty 6 · result: Báo cáo hai · agencies: Sở Nội vụ · time: Quý II",
                    "task 14 2 Việc · agencies: Sở Y tế · ? dòng 14: chưa thấy thời gian",
                    (
                        "task 17 3 Việc · result: Báo cáo · time: Quý I"
                        " · ? dòng 17: chưa thấy cơ quan thực hiện"
                    ),
                ],
                [],
            ),
        ),
        (
            WITH_RESULT + "\n1\nViệc\nSở Y tế\nSở Nội vụ\nQuý I\nSở Y tế\nQuý II",
            (
                "stt content result agencies time",
                [],
                [
                    (
                        "task 6 1 Việc · result: Sở Y tế · agencies: Sở Nội vụ · time: Quý I"
                        " · ? dòng 6: “Sở Y tế” là kết quả hay dòng phân công"
                    ),
                    "duty 6 · agencies: Sở Y tế · time: Quý II",
                ],
                [],
            ),
        ),
        (
            "STT\nNhiệm vụ\nChủ trì\nPhối hợp\nThời gian\n1" + ONE,
            (
                "stt content lead coordinate time",
                [],
                [
                    (
                        "task 6 1 Việc · lead: Sở Y tế · time: Quý I"
                        " · ? dòng 6: các ô không còn tách nhau: kiểm tra cơ quan, kết quả"
                    )
                ],
                [],
            ),
        ),
        (
            HEADS + "\nGhi chú\n1" + ONE,
            (
                "stt content agencies time other",
                [],
                [
                    (
                        "task 6 1 Việc · agencies: Sở Y tế · time: Quý I"
                        " · ? dòng 6: các ô không còn tách nhau: kiểm tra cơ quan, kết quả"
                    )
                ],
                [],
            ),
        ),
        (
            "STT\nNhiệm vụ\nThời gian\n1\nViệc\nx\nSở Y tế\nQuý I",
            ("stt content time", [], ["task 4 1 Việc · result: x · agencies: Sở Y tế · time: Quý I"], []),
        ),
        (
            WITH_RESULT + "\n1\nXyz xyz\nBáo cáo ktq xyz\nSở Y tế\nQuý I\nthừa",
            (
                "stt content result agencies time",
                [],
                [
                    (
                        "task 6 1 Xyz xyz · result: Báo cáo ktq xyz · agencies: Sở Y tế · time: Quý I"
                        " · ? dòng 6: chữ có thể bị mất: “xyz”, “ktq”"
                    ),
                    "duty 6 · result: thừa · ? dòng 6: chưa thấy thời gian",
                ],
                [],
            ),
        ),
        (
            WITH_RESULT + f"\n1\nViệc\n{LONG[:-2]}\nbáo cáo\nSở Y tế\nQuý I"
            f"\n2\nViệc\n{LONG}\nbáo cáo\nSở Y tế\nQuý I"
            "\n3\nViệc\nai phối hợp\nbáo cáo\nSở Y tế\nQuý I",
            (
                "stt content result agencies time",
                [],
                [
                    (
                        "task 6 1 Việc"
                        " · result: Sở Y tế a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
                        " a a a, báo cáo · agencies: Sở Y tế · time: Quý I"
                        " · ? dòng 6: “Sở Y tế a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
                        " a a a a a” là kết quả hay dòng phân công"
                    ),
                    (
                        "task 12 2 Việc"
                        " · result: Sở Y tế a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
                        " a a a a, báo cáo · agencies: Sở Y tế · time: Quý I"
                    ),
                    (
                        "task 18 3 Việc · result: ai phối hợp, báo cáo · agencies: Sở Y tế · time: Quý I"
                        " · ? dòng 18: “ai phối hợp” là kết quả hay dòng phân công"
                    ),
                ],
                [],
            ),
        ),
        (
            WITH_RESULT + "\n1\nViệc\nBáo cáo\nCơ quan chủ trì:\nSở Y tế\nQuý I",
            (
                "stt content result agencies time",
                [],
                [
                    (
                        "task 6 1 Việc · result: Báo cáo, Cơ quan chủ trì: · agencies: Sở Y tế"
                        " · time: Quý I · ? dòng 6: “Cơ quan chủ trì:” là kết quả hay dòng phân công"
                    )
                ],
                [],
            ),
        ),
        (
            WITH_RESULT
            + "\n1\nViệc\nBáo cáo\nSở Y tế rà\nSở Nội vụ\nQuý I\n2\nViệc\nSở Y tế rà\nSở Nội vụ\nQuý I\nx",
            (
                "stt content result agencies time",
                [],
                [
                    "task 6 1 Việc · result: Báo cáo · agencies: Sở Y tế rà, Sở Nội vụ · time: Quý I",
                    (
                        "task 12 2 Việc · result: Sở Y tế rà · agencies: Sở Nội vụ · time: Quý I"
                        " · ? dòng 12: “Sở Y tế rà” là kết quả hay dòng phân công"
                    ),
                    "duty 12 · result: x · ? dòng 12: chưa thấy thời gian",
                ],
                [],
            ),
        ),
        (
            HEADS + "\n1\nViệc\nSở Y tế\nQuý I (" + "x" * 52 + ")",
            (
                "stt content agencies time",
                [],
                [
                    (
                        "task 5 1 Việc · agencies: Sở Y tế"
                        " · time: Quý I (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)"
                    )
                ],
                [],
            ),
        ),
        (
            HEADS + "\n1\nViệc\nSở Y tế\nQuý I (" + "x" * 53 + ")",
            (
                "stt content agencies time",
                [],
                [
                    (
                        "task 5 1 Việc · agencies: Sở Y tế"
                        " · time: Quý I (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)"
                        " · ? dòng 5: “Quý I (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)” đứng ở"
                        " chỗ của thời gian"
                    )
                ],
                [],
            ),
        ),
    ],
)
def test_rows_begin_where_a_number_stands_alone(text: str, found: Told | None) -> None:
    assert told(flowing_rows, text) == found


@pytest.mark.parametrize(
    ("lines", "results", "agencies"),
    [
        ("Báo cáo|Tờ trình|Sở Y tế|Sở Nội vụ", "Báo cáo, Tờ trình", "Sở Y tế, Sở Nội vụ"),
        ("Sở Y tế|Sở Nội vụ báo cáo|Sở Tư pháp|Sở Y tế", "Sở Y tế, Sở Nội vụ báo cáo", "Sở Tư pháp, Sở Y tế"),
    ],
)
def test_lines_that_only_name_agencies_stand_last(lines: str, results: str, agencies: str) -> None:
    found = told(flowing_rows, f"{WITH_RESULT}\n1\nViệc\n{lines.replace('|', chr(10))}\nQuý I")
    assert found
    assert found[2][0].split(" · ")[1:3] == [f"result: {results}", f"agencies: {agencies}"]


def test_an_empty_line_is_no_time() -> None:
    assert [is_time(line) for line in ("", " ", "Quý I", "mai")] == [False, False, True, False]
