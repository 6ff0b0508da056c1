"""New text for a plan, as a clerk copies it from the amending document for `kst amend --reword`."""

from __future__ import annotations

from pydantic import Field

from kstthc_cli.model.base import FileModel, Text


class WordingFile(FileModel, title="Chữ mới"):
    """A field that is not given keeps its text."""

    title: Text | None = Field(None, title="Tên mục, hoặc tên kế hoạch")
    content: Text | None = Field(None, title="Nội dung công việc")
    results: list[Text] | None = Field(
        None, min_length=1, title="Kết quả công việc", description="Đủ mọi kết quả."
    )
    printed: list[Text] | None = Field(
        None, min_length=1, title="Các dòng phân công như đã in", description="Đủ mọi dòng, theo thứ tự."
    )
