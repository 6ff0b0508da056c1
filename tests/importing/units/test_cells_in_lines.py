"""Tables of which every cell is a line, an empty one for an empty cell, as word processors save them."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.importing.table.cells_in_lines import cell_rows
from tests.importing.units.tables_in_lines import HEADS, TABLE, WITH_RESULT, Told, rows, told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            TABLE,
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (HEADS + "\n" + rows(1), None),
        (
            "Lời\n" + TABLE + "\nNơi nhận\n\nLưu",
            (
                "stt content agencies time",
                ["Lời"],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                ["Nơi nhận", "Lưu"],
            ),
        ),
        ("Kết quả\n" + TABLE, None),
        (
            HEADS + "\n1\n2\n3\n4\n" + rows(1, 2),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            TABLE + "\n" + HEADS + "\n" + rows(3),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            "I. ĐẤT\n" + TABLE + "\nII. Nước\n" + HEADS + "\n" + rows(3),
            (
                "stt content agencies time",
                [],
                [
                    "section1 1 I. ĐẤT",
                    "task 2 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "section1 4 II. Nước",
                    "task 5 3 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            "Lời\n" + TABLE + "\nLời\n" + HEADS + "\n" + rows(3),
            (
                "stt content agencies time",
                ["Lời"],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "rest 3  Lời · ? hàng 3: “Lời” chưa xếp được vào mục hay nhiệm vụ nào",
                    "task 4 3 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            "I. ĐẤT\n" + TABLE,
            (
                "stt content agencies time",
                ["I. ĐẤT"],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            HEADS + "\nI\nMục\n" + rows(1, 2) + "\nB\nMục hai\nlớn\n" + rows(3) + "\nIII. CUỐI\n" + rows(4),
            (
                "stt content agencies time",
                [],
                [
                    "section1 1 I Mục",
                    "task 2 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "section2 4 B Mục hai lớn",
                    "task 5 3 Việc · agencies: Sở Y tế · time: Quý I",
                    "section1 6 III. CUỐI",
                    "task 7 4 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            TABLE + "\n" + rows("a)", "b.", "c"),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "subtask 3 a) Việc · agencies: Sở Y tế · time: Quý I",
                    "subtask 4 b. Việc · agencies: Sở Y tế · time: Quý I",
                ],
                ["c", "Việc", "Sở Y tế", "Quý I"],
            ),
        ),
        (
            HEADS + "\n" + rows(1) + "\n\n\nSở Nội vụ\nQuý II\n" + rows(2) + "\n\n\nSở Nội vụ\n",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "duty 2 · agencies: Sở Nội vụ · time: Quý II",
                    "task 3 2 Việc · agencies: Sở Y tế · time: Quý I",
                    (
                        "duty 4 · agencies: Sở Nội vụ"
                        " · ? hàng 4, cột 3: hàng chỉ có thêm chữ, chưa rõ của đầu việc nào"
                    ),
                ],
                [],
            ),
        ),
        (
            HEADS + "\n" + rows(1, 2) + "\n3\nViệc\nSở Y tế\nmai\n\n\nSở Nội vụ\nQuý II",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    (
                        "task 13 3 Việc · result: Sở Y tế, mai · agencies: Sở Nội vụ · time: Quý II"
                        " · ? dòng 13: “Sở Y tế” là kết quả hay dòng phân công"
                    ),
                ],
                [],
            ),
        ),
        (
            "STT\nNhiệm vụ\nCơ quan\n1\nViệc\nSở Y tế\n\n\nSở Nội vụ\n2\nHai\nSở Y tế",
            (
                "stt content agencies",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế",
                    (
                        "duty 2 · agencies: Sở Nội vụ"
                        " · ? hàng 2, cột 3: hàng chỉ có thêm chữ, chưa rõ của đầu việc nào"
                    ),
                    "task 3 2 Hai · agencies: Sở Y tế",
                ],
                [],
            ),
        ),
        (
            HEADS + "\n" + rows(1, 2, 3) + "\n4\nViệc\nSở Y tế\nSở Nội vụ\nQuý I\n" + rows(5),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 4 4 Việc · agencies: Sở Y tế, Sở Nội vụ · time: Quý I",
                    "task 5 5 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            WITH_RESULT
            + "\n"
            + "\n".join(f"{n}\nViệc\nBáo cáo\nSở Y tế\nQuý I" for n in (1, 2, 3))
            + "\n4\nViệc\nViệc\nBáo cáo\nSở Y tế\nQuý I\n"
            + "5\nViệc\nBáo cáo\nSở Y tế\nQuý I",
            (
                "stt content result agencies time",
                [],
                [
                    "task 1 1 Việc · result: Báo cáo · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · result: Báo cáo · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · result: Báo cáo · agencies: Sở Y tế · time: Quý I",
                    "task 21 4 Việc · result: Việc, Báo cáo · agencies: Sở Y tế · time: Quý I",
                    "task 5 5 Việc · result: Báo cáo · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            HEADS + "\n" + rows(1, 2, 3) + "\n4\nViệc\n" + "Sở Y tế\n" * 7 + "Quý I\n" + rows(5),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                    (
                        "task 4 4 Việc"
                        " · agencies: Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế"
                        " · time: Quý I"
                    ),
                    "task 5 5 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            HEADS + "\n" + rows(1, 2, 3) + "\n4\nViệc\n" + "Sở Y tế\n" * 8 + "Quý I\n" + rows(5),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                    (
                        "task 17 4 Việc · result: Sở Y tế"
                        " · agencies: Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế, Sở Y tế"
                        " · time: Quý I · ? dòng 17: “Sở Y tế” là kết quả hay dòng phân công"
                    ),
                    "task 5 5 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            TABLE + "\n3\nHết\n",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                ["3", "Hết"],
            ),
        ),
        (TABLE + "\n3\n\n\n", None),
        (
            TABLE + "\n3\nViệc\nSở Y tế\nmai\nNơi nhận",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    (
                        "task 13 3 Việc · result: Sở Y tế, mai, Nơi nhận"
                        " · ? dòng 13: chưa thấy thời gian · ? dòng 13: chưa thấy cơ quan thực hiện"
                        " · ? dòng 13: “Sở Y tế” là kết quả hay dòng phân công"
                    ),
                ],
                [],
            ),
        ),
        (
            TABLE + "\n2. Nước\n" + HEADS + "\n" + rows(3),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "section1 3 2. Nước",
                    "task 4 3 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            TABLE + "\nII. nước\n" + rows(3),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 9 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "duty 9 · agencies: II. nước · ? dòng 9: chưa thấy thời gian",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            HEADS + "".join(f"\n{n}\nViệc\nSở Y tế\nSở Nội vụ\nQuý I" for n in (1, 2)) + "\n" + rows(3, 4),
            None,
        ),
        (
            HEADS + "".join(f"\n{n}\nViệc\nSở Y tế\nSở Nội vụ\nQuý I" for n in (1, 2)) + "\n" + rows(3, 4, 5),
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế, Sở Nội vụ · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế, Sở Nội vụ · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 4 4 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 5 5 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            HEADS + f"\n{rows(1)}\n\n\nSở Nội vụ\n\n\n\nSở Y tế\nQuý II\n{rows(2)}\nKết quả",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    (
                        "duty 2 · agencies: Sở Nội vụ"
                        " · ? hàng 2, cột 3: hàng chỉ có thêm chữ, chưa rõ của đầu việc nào"
                    ),
                    "duty 3 · agencies: Sở Y tế · time: Quý II",
                    "task 4 2 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                ["Kết quả"],
            ),
        ),
        (HEADS, None),
        (HEADS + f"\n\n\nThời hạn\n{rows(1, 2)}", None),
        (
            f"{TABLE}\n{rows(3)}\n\n\n",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            f"{TABLE}\n\n{HEADS}\n{rows(3)}",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 9 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                ],
                [],
            ),
        ),
        (
            f"{TABLE}\n{HEADS}\n{rows(3)}\nI. HẾT",
            (
                "stt content agencies time",
                [],
                [
                    "task 1 1 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 2 2 Việc · agencies: Sở Y tế · time: Quý I",
                    "task 3 3 Việc · agencies: Sở Y tế · time: Quý I",
                    "section1 4 I. HẾT",
                ],
                [],
            ),
        ),
    ],
)
def test_rows_of_which_every_cell_is_a_line(text: str, found: Told | None) -> None:
    assert told(cell_rows, text) == found
