"""Every finding about slips and requests that no schema can make: its code, its place, its words."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.form_statements import FormStatement
from kstthc_cli.domain.progress.slips import Entry, Figure, Key, Slip
from kstthc_cli.domain.requests import Request, Withdrawal
from kstthc_cli.domain.validate.request_checks import (
    check_request,
    check_request_contradictions,
    check_request_references,
)
from kstthc_cli.domain.validate.slip_checks import (
    StatementContext,
    check_contradictions,
    check_slip,
    check_supersession,
    repeated_ids,
)
from kstthc_cli.store.plan.repository import load_repository
from tests.support.made_slips import day, slip
from tests.support.quang_ngai import plan_year
from tests.support.small_province import small_province

Told = tuple[str, Loc, str]
"""Code, place and the sentence of a finding."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> PlanYear:
    """The plan of the small province."""
    return plan_year(load_repository(small_province(tmp_path_factory.mktemp("checks") / "kho")))


def known(
    year: PlanYear,
    slips: Iterable[Slip] = (),
    requests: Iterable[Request] = (),
    withdrawals: Iterable[Withdrawal] = (),
) -> StatementContext:
    return StatementContext({"2021": year}, tuple(slips), tuple(requests), tuple(withdrawals))


def told(found: Iterable[Finding]) -> list[Told]:
    return [(one.code, one.loc, one.message) for one in found]


def told_of(found: Iterable[tuple[Slip | Request | Withdrawal, Finding]]) -> list[tuple[str, *Told]]:
    """The findings of a check of many files, each behind the id of the file that it is about."""
    return [(item.id, one.code, one.loc, one.message) for item, one in found]


# Requests


def request(name: str = "yc", **more: object) -> Request:
    """A request for the duty 5b, dated 01/6."""
    asked = Request(name, "2021", "5b", day(1), day(20), "45/VPCP", None, "Đột xuất", ())
    return asked._replace(path=f"requests/2021/{name}.yaml", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (request(), []),
        (request(plan="2019"), [("plan", "Không có kế hoạch “2019”.")]),
        (request(duty="99"), [("duty", "Kế hoạch không có đầu việc “99”.")]),
        (request(duty="4"), [("duty", "Đầu việc 4 không phải việc đột xuất hay có điều kiện.")]),
        (
            request(agencies=("so-yt", "so-la", "xa-la")),
            [
                (("agencies", 1), "Danh mục không có cơ quan “so-la”."),
                (("agencies", 2), "Danh mục không có cơ quan “xa-la”."),
            ],
        ),
        (
            request(duty="99", agencies=("so-la",)),
            [
                ("duty", "Kế hoạch không có đầu việc “99”."),
                (("agencies", 0), "Danh mục không có cơ quan “so-la”."),
            ],
        ),
    ],
)
def test_a_request_for_what_is_not_there(
    asked: Request, wanted: list[tuple[str | Loc, str]], year: PlanYear
) -> None:
    assert told(check_request(asked, known(year))) == [
        ("KST052", (loc,) if isinstance(loc, str) else loc, words) for loc, words in wanted
    ]


TOO_LATE = "Yêu cầu “a” ghi ngày 09/06/2021, sau ngày của tệp thay hoặc rút nó."


def withdrawal(*names: str, on: int = 3, **more: object) -> Withdrawal:
    return Withdrawal("rut", "2021", day(on), names, "Văn bản thu hồi.")._replace(**more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("requests", "withdrawals", "wanted"),
    [
        ([request("a"), request("b", day=day(2), supersedes=("a",))], [], []),
        ([request("a")], [withdrawal("a")], []),
        (
            [request("a", supersedes=("khong-co",))],
            [withdrawal("khong-co")],
            [
                ("a", ("supersedes", 0), "Không có yêu cầu “khong-co”."),
                ("rut", ("withdraws", 0), "Không có yêu cầu “khong-co”."),
            ],
        ),
        (
            [request("a", supersedes=("a",))],
            [],
            [("a", ("supersedes", 0), "Yêu cầu không thể thay chính nó.")],
        ),
        (
            [request("a"), request("b", duty="7", supersedes=("a",))],
            [],
            [("b", ("supersedes", 0), "Yêu cầu “a” mở đầu việc 5b, không phải 7, nên không được thay.")],
        ),
        (
            [request("a", day=day(9)), request("b"), request("c", supersedes=("b", "a"))],
            [withdrawal("b", "a")],
            [
                ("c", ("supersedes", 1), TOO_LATE),
                ("rut", ("withdraws", 1), TOO_LATE),
            ],
        ),
        (
            [request("a")],
            [withdrawal("a", plan="2020")],
            [("rut", ("withdraws", 0), "Không có yêu cầu “a”.")],
        ),
    ],
)
def test_a_reference_to_a_request_that_cannot_be_meant(
    requests: list[Request], withdrawals: list[Withdrawal], wanted: list[tuple[str, Loc, str]], year: PlanYear
) -> None:
    found = list(check_request_references(known(year, (), requests, withdrawals)))
    assert told_of(found) == [(name, "KST054", loc, words) for name, loc, words in wanted]
    assert all("kst request list --all" in one.remedy for _, one in found)


TWICE = "Yêu cầu này lặp lại a: cùng văn bản, hạn và cơ quan, nên việc bị tính hai lần."
APART = "Bản sửa này và {} lập riêng rẽ, chưa nêu bản nào thay; đang tính theo bản này."


@pytest.mark.parametrize(
    ("requests", "withdrawals", "wanted", "remedy"),
    [
        ([request("a"), request("b", number="46/VPCP")], [], [], ""),
        ([request("a"), request("b", due=day(21))], [], [], ""),
        ([request("a", agencies=("so-yt",)), request("b", agencies=("so-tp",))], [], [], ""),
        ([request("a"), request("b", number="số 45/vpcp")], [withdrawal("a")], [], ""),
        (
            [request("a"), request("b", number="số 45/vpcp")],
            [],
            [("b", ("document",), TWICE)],
            "Rút một trong hai yêu cầu",
        ),
        (
            [request("a"), *(request(n, day=day(2), due=day(22), supersedes=("a",)) for n in "bcd")],
            [],
            [("d", ("supersedes",), APART.format("b, c"))],
            "--supersede MÃ_YÊU_CẦU",
        ),
        (
            [request("a"), request("b", day=day(2), supersedes=("a",))],
            [withdrawal("a")],
            [("b", ("supersedes",), "Bản sửa này không được tính: yêu cầu đã bị rút bởi rut.")],
            "Cần thì mở yêu cầu mới",
        ),
        ([request("a"), request("b", day=day(2), supersedes=("a",))], [withdrawal("b")], [], ""),
        (
            [request("a"), *(request(n, day=day(2), supersedes=("a",)) for n in "bc")],
            [withdrawal("b", "c")],
            [],
            "",
        ),
        (
            [request("0", number="9/VPCP"), request("a"), request("b", number="số 45/vpcp")],
            [withdrawal("0")],
            [("b", ("document",), TWICE)],
            "Rút một trong hai yêu cầu",
        ),
        (
            [request("a"), request("b"), *(request(n, day=day(2), supersedes=("b",)) for n in "cd")],
            [],
            [("d", ("supersedes",), APART.format("c")), ("d", ("document",), TWICE)],
            "",
        ),
    ],
)
def test_requests_that_contradict_or_repeat_one_another(
    requests: list[Request],
    withdrawals: list[Withdrawal],
    wanted: list[tuple[str, Loc, str]],
    remedy: str,
    year: PlanYear,
) -> None:
    found = list(check_request_contradictions(known(year, (), requests, withdrawals)))
    assert told_of(found) == [(name, "KST053", loc, words) for name, loc, words in wanted]
    assert all(remedy in one.remedy for _, one in found)


# Slips


def reported(*duties: str, **more: object) -> Slip:
    """A slip of Sở Y tế that says that duties of quarter II are done."""
    return slip("p", *((duty, "done") for duty in duties))._replace(**more)  # type: ignore[arg-type]


def with_figure(name: str, unit: str) -> Slip:
    entry = Entry(Key("so-yt", "4", "2021-Q2"), "done", figures={name: Figure("12", unit)})
    return reported(entries=(entry,))


FORM = FormStatement("bieu-la", "2021-Q2", "own", "done", ())


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (reported("3", "4"), []),
        (with_figure("ty-le", "%"), []),
        (reported(), [("KST054", (), "Phiếu không có dòng nào và cũng không thay phiếu nào.")]),
        (reported(supersedes=("a",)), []),
        (reported("3", plan="2019"), [("KST052", ("plan",), "Không có kế hoạch “2019”.")]),
        (reported("3", agency="so-la"), [("KST052", ("agency",), "Danh mục không có cơ quan “so-la”.")]),
        (reported("3", "99"), [("KST052", ("entries", 1, "duty"), "Kế hoạch không có đầu việc “99”.")]),
        (
            reported("3", "2"),
            [("KST052", ("entries", 1, "duty"), "Cơ quan này không có đầu việc 2 ở quý II năm 2021.")],
        ),
        (
            reported("3", "4", "3"),
            [("KST030", ("entries", 2, "duty"), "Mã dòng “3@2021-Q2” đã dùng ở trên.")],
        ),
        (
            with_figure("so-vu", "vụ"),
            [
                (
                    "KST057",
                    ("entries", 0, "figures"),
                    "Số liệu “so-vu” không có trong nhiệm vụ (có: ty-le, so-ngay).",
                )
            ],
        ),
        (
            with_figure("ty-le", "ngày"),
            [
                (
                    "KST057",
                    ("entries", 0, "figures"),
                    "Số liệu “ty-le” tính bằng “%”, không phải “ngày”.",
                )
            ],
        ),
        (
            reported("3", forms=(FORM, FORM)),
            [
                ("KST092", ("forms", 0, "form"), "Không có biểu “bieu-la”; các biểu: chưa có biểu nào."),
                ("KST092", ("forms", 1, "form"), "Không có biểu “bieu-la”; các biểu: chưa có biểu nào."),
                ("KST030", ("forms", 1), "Mã biểu “bieu-la 2021-Q2 own” đã dùng ở trên."),
            ],
        ),
    ],
)
def test_a_slip_on_what_is_not_there(one: Slip, wanted: list[Told], year: PlanYear) -> None:
    assert told(check_slip(one, known(year, [one]))) == wanted


@pytest.mark.parametrize("taken_back", [[], [withdrawal("yc")]])
def test_a_slip_on_a_request_is_right_even_after_its_withdrawal(
    taken_back: list[Withdrawal], year: PlanYear
) -> None:
    said = Entry(Key("so-yt", "5b", "2021", "yc"), "done")
    one, other = (
        reported(entries=(said,)),
        reported(entries=(said._replace(key=said.key._replace(request="x")),)),
    )
    asked = known(year, [one, other], [request("yc"), request("x", plan="2020")], taken_back)
    assert told(check_slip(one, asked)) == []
    assert [found.loc for found in check_slip(other, asked)] == [("entries", 0, "duty")]


def test_a_slip_on_a_duty_whose_result_names_the_agency_is_right(year: PlanYear) -> None:
    named = ("Văn bản góp ý của Sở Y tế.",)
    duties = tuple(duty._replace(results=named) if duty.id == "2" else duty for duty in year.plan.duties)
    naming = year._replace(plan=year.plan._replace(duties=duties))
    one = slip("p", ("2", "done"))
    one = one._replace(entries=(one.entries[0]._replace(key=Key("so-yt", "2", "2021")),))
    assert told(check_slip(one, known(naming, [one]))) == []
    assert [found.code for found in check_slip(one, known(year, [one]))] == ["KST052"]


@pytest.mark.parametrize(
    ("more", "refs", "wanted"),
    [
        ([], ["a", "a#3@2021-Q2"], []),
        ([], ["a", "khong-co"], [("p", 1, "Không có phiếu “khong-co”.")]),
        ([], ["a#4@2021-Q2"], [("p", 0, "Phiếu “a” không có dòng “4@2021-Q2”.")]),
        (
            [slip("b", ("3", "done"), agency="so-tp")],
            ["b"],
            [("p", 0, "Phiếu “b” là của cơ quan khác (so-tp); hãy rút nó bằng --withdraw.")],
        ),
        (
            [slip("b", ("3", "done"), on=9)],
            ["b"],
            [("p", 0, "Phiếu “b” ghi ngày 09/06/2021, sau ngày của phiếu thay nó.")],
        ),
        (
            [slip("b", ("3", "done"), replaces=["p"])],
            ["b"],
            [
                ("b", 0, "Phiếu này và “p” thay nhau vòng tròn, nên cả hai vẫn được tính."),
                ("p", 0, "Phiếu này và “b” thay nhau vòng tròn, nên cả hai vẫn được tính."),
            ],
        ),
    ],
)
def test_a_slip_that_replaces_what_it_cannot(
    more: list[Slip], refs: list[str], wanted: list[tuple[str, int, str]]
) -> None:
    every = [slip("a", ("3", "done")), *more, reported("3", supersedes=tuple(refs))]
    assert told_of(check_supersession(every)) == [
        (name, "KST054", ("supersedes", n), words) for name, n, words in wanted
    ]


def test_the_newest_of_contradictory_slips_names_the_others() -> None:
    slips = [
        slip("a", ("3", "done")),
        slip("b", ("3", "in_progress"), on=1),
        slip("c", ("4", "done"), ("3", "not_arising"), ("3", "not_arising"), on=2),
    ]
    words = "Đầu việc 3, quý II năm 2021: phiếu này trái với a, b."
    assert told_of(check_contradictions(slips)) == [("c", "KST053", ("entries", 1, "status"), words)]
    assert told_of(check_contradictions([slips[0], slip("b", ("3", "done"), on=2)])) == []
    words = "Đầu việc 3, quý II năm 2021: phiếu này trái với chính nó."
    alone = slip("a", ("3", "done"), ("3", "not_arising"))
    assert told_of(check_contradictions([alone])) == [("a", "KST053", ("entries", 0, "status"), words)]


def test_every_file_but_the_first_of_an_id_is_told() -> None:
    first = slip("a", ("3", "done"), agency="so-tp")
    again, other = slip("a", ("3", "done")), request("a")
    place = "progress/2021/Q2/so-tp/a.yaml"
    assert told_of(repeated_ids([other, again, first, slip("b")])) == [
        ("a", "KST056", ("id",), f"Mã “a” đã dùng trong {place}.") for _ in (again, other)
    ]


# One slip against itself and against others


@pytest.mark.parametrize(
    ("slips", "wanted"),
    [
        (
            [slip("a", ("4", "done"), ("4", "not_arising"))],
            [
                (
                    "a",
                    "KST053",
                    ("entries", 0, "status"),
                    "Đầu việc 4, quý II năm 2021: phiếu này trái với chính nó.",
                )
            ],
        ),
        (
            [
                slip("a", ("3", "done"), ("4", "done")),
                slip("b", ("4", "not_arising"), ("3", "not_arising"), on=2),
            ],
            [
                (
                    "b",
                    "KST053",
                    ("entries", 1, "status"),
                    "Đầu việc 3, quý II năm 2021: phiếu này trái với a.",
                ),
                (
                    "b",
                    "KST053",
                    ("entries", 0, "status"),
                    "Đầu việc 4, quý II năm 2021: phiếu này trái với a.",
                ),
            ],
        ),
    ],
)
def test_what_a_slip_contradicts(slips: list[Slip], wanted: list[tuple[str, *Told]]) -> None:
    assert told_of(check_contradictions(slips)) == wanted
