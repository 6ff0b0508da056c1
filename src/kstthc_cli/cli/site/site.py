"""`kst site`: static pages."""

from pathlib import Path
from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import AgencyName, AsOf, Force, PlanId, Root


def site(
    context: typer.Context,
    agency: AgencyName = None,
    public: Annotated[
        bool,
        typer.Option("--public", help="Bản công khai: bỏ tên người, nội dung báo cáo, minh chứng."),
    ] = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="THƯ_MỤC|TỆP", help="Thư mục; hoặc tệp .html cho một cơ quan."
        ),
    ] = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Tạo trang web tĩnh của kế hoạch: tổng quan, cơ quan, nhiệm vụ, biểu, lịch, thay đổi.

    Mở bằng trình duyệt ngay từ thư mục, không cần máy chủ hay mạng; hoặc đưa lên GitHub Pages, GitLab Pages. Không có
    JavaScript vẫn đọc và in được; có thì tìm, lọc, sắp xếp được. Với --agency: trang của một cơ quan trong một tệp, để
    gửi đi.

    \b
    Ví dụ:
      kst site -o public
      kst site --agency "Sở TTTT" -o so-tttt.html
    """
    from kstthc_cli.commands.site import site as command

    question = command.SiteQuestion(as_of=today(as_of), plan=plan, agency=agency, public=public)
    return command.site(repository_root(context, root), question, output_of(None, output, force=force))
