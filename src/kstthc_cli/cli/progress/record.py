"""`kst record`: the report of an agency on a duty."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kstthc_cli.cli import completion, values
from kstthc_cli.cli.environment import (
    moment,
    output_of,
    repository_root,
    slip_period,
    standard_input,
    terminal_prompt,
    today,
)
from kstthc_cli.cli.options import AsOf, DryRun, PeriodText, PlanId, Quarter, Root, TextFormat, Yes


def record(
    context: typer.Context,
    duty: Annotated[
        str | None,
        typer.Argument(
            autocompletion=completion.duties,
            metavar="[ĐẦU_VIỆC]",
            help="Mã đầu việc, ví dụ 10 hoặc 39a; 7,8,9 là ghi như nhau cho cả ba.",
        ),
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option("--agency", autocompletion=completion.agencies, metavar="TÊN", help="Cơ quan báo cáo."),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            parser=values.role,
            autocompletion=completion.roles,
            metavar="VAI_TRÒ",
            help="Thay cho mã đầu việc: ghi như nhau cho mọi việc chưa hoàn thành có vai trò này, "
            "ví dụ coordinate (chỉ phối hợp).",
        ),
    ] = None,
    quarter: Quarter = None,
    period: PeriodText = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            parser=values.slip_status,
            autocompletion=completion.reported_statuses,
            metavar="TRẠNG_THÁI",
            help="in_progress (đang thực hiện), done (hoàn thành), not_arising (không phát sinh).",
        ),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="CHỮ", help="Đã làm gì.")] = None,
    difficulty: Annotated[
        str | None, typer.Option("--difficulty", metavar="CHỮ", help="Khó khăn, vướng mắc.")
    ] = None,
    proposal: Annotated[
        str | None, typer.Option("--proposal", metavar="CHỮ", help="Kiến nghị, đề xuất.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="SỐ", help="Số, ký hiệu văn bản, ví dụ 12/BC-STTTT.")
    ] = None,
    document_date: Annotated[
        date | None, typer.Option("--document-date", parser=values.day, metavar="NGÀY", help="Ngày văn bản.")
    ] = None,
    document_subject: Annotated[
        str | None, typer.Option("--document-subject", metavar="CHỮ", help="Trích yếu văn bản.")
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence", metavar="TỆP|URL", help="Tệp trong kho hoặc địa chỉ web; dùng được nhiều lần."
        ),
    ] = None,
    figure: Annotated[
        list[str] | None,
        typer.Option(
            "--figure",
            metavar="TÊN=SỐ",
            help="Số liệu của chỉ tiêu, hoặc CỘT=SỐ của biểu; dùng được nhiều lần.",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--form", metavar="BIỂU", help="Ghi số liệu của một biểu, ví dụ II.06a; --figure CỘT=SỐ."
        ),
    ] = None,
    row: Annotated[
        str | None, typer.Option("--row", metavar="DÒNG", help="Dòng của biểu; biểu một dòng thì không cần.")
    ] = None,
    consolidated: Annotated[
        bool,
        typer.Option("--consolidated", help="Số liệu đã gồm của các cơ quan trực thuộc, ví dụ các xã."),
    ] = False,
    day: Annotated[
        date | None,
        typer.Option(
            "--date", parser=values.day, metavar="NGÀY", help="Ngày báo cáo; mặc định là ngày --as-of."
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TÊN", help="Người báo cáo.")] = None,
    request: Annotated[
        str | None, typer.Option("--request", metavar="MÃ", help="Yêu cầu đột xuất được trả lời.")
    ] = None,
    supersede: Annotated[
        list[str] | None,
        typer.Option(
            "--supersede",
            metavar="PHIẾU",
            help="Phiếu (hoặc PHIẾU#DÒNG) mà phiếu này thay; dùng được nhiều lần.",
        ),
    ] = None,
    withdraw: Annotated[
        list[str] | None,
        typer.Option("--withdraw", metavar="PHIẾU", help="Chỉ rút lại phiếu ghi nhầm; --text là lý do."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="TỆP", help="Đọc cả phiếu nhiều dòng từ tệp YAML; - là đầu vào chuẩn."
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Ghi kết quả cơ quan báo cáo về một hay nhiều đầu việc trong một kỳ, kèm minh chứng. Phiếu không sửa được.

    Thiếu cơ quan, đầu việc hoặc trạng thái thì hỏi lần lượt trên màn hình, cho xem phiếu rồi mới ghi.
    Không nêu kỳ thì lấy kỳ đến ngày gửi báo cáo. Có hai kỳ hợp lý, báo cáo của năm khác hoặc hoàn thành trước
    khi kỳ bắt đầu thì hỏi lại trên màn hình; không hỏi được thì từ chối. Ghi nhầm thì ghi phiếu mới với
    --supersede; ghi nhầm cơ quan thì rút bằng --withdraw.

    \b
    Ví dụ:
      kst record 10 --agency "Sở TTTT" --quarter 2 --status done --text "Đã cập nhật 120 thủ tục."
      kst record 7,8,9 --agency "Sở TTTT" --quarter 2 --status not_arising
      kst record --role coordinate --agency "Sở TTTT" --quarter 2 --status done
      kst record 21 --agency so-yt --quarter 3 --status done --figure ty-le-dich-vu-cong-them=22.5
      kst record --form kiem-tra --agency so-yt --quarter 2 --status done --figure 1=2 --figure 2=0
      kst record --file phieu.yaml
    """
    from kstthc_cli.commands.progress import draft
    from kstthc_cli.commands.progress import record as command
    from kstthc_cli.commands.questions import Questions, Writing

    prompt, folder = terminal_prompt(), repository_root(context, root)
    options: dict[str, Any] = {
        "duty": duty,
        "role": role,
        "agency": agency,
        "plan": plan,
        "period": slip_period(quarter, period),
        "status": status,
        "text": text,
        "difficulty": difficulty,
        "proposal": proposal,
        "document": document,
        "document_date": document_date,
        "document_subject": document_subject,
        "evidence": evidence,
        "figure": figure,
        "form": form,
        "row": row,
        "consolidated": consolidated,
        "date": day,
        "by": by,
        "request": request,
        "supersede": supersede,
    }
    asked = False
    if withdraw:
        made = draft.withdrawal(options, tuple(withdraw), file)
    elif file is not None:
        made = draft.from_file(options, file, standard_input() if file == Path("-") else None)
    else:
        asked = bool(prompt) and not (form or (agency and status and (duty or role)))
        if asked and prompt:
            from kstthc_cli.commands.progress.interactive import Conversation, completed

            conversation = Conversation(prompt, output_of(format_).screen.width)
            options = dict(completed(folder, options, today(as_of), conversation))
        made = draft.from_options(options)
    writing = Writing(moment(), dry_run, Questions(yes, prompt), shown_first=asked)
    return command.record(folder, made, today(as_of), output_of(format_), writing)
