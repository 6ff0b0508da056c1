"""Reading what a person typed into a cell: numbers, days, document numbers, statuses, text.

Every reader takes the value of the cell and raises `CellError` with what is wanted there. None, and text of
blanks only, is a blank cell. What can be read in two ways is refused, never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kstthc_cli.domain.progress.form_statements import BASES
from kstthc_cli.domain.progress.obligation_status import STATUS_WORDS, STATUSES
from kstthc_cli.domain.text.legacy_encoding import legacy_encoding
from kstthc_cli.domain.text.normalize import forbidden_character, has_excessive_marks, nfc, unmarked, words

Value = str | int | float | bool | Decimal | date | datetime | time | timedelta | None
"""What a cell holds."""

_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
_NUMBER = re.compile(r"([+-]?)([0-9][0-9., ]*)")
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""2000-01-01 and 2099-12-31: other numbers in a cell of a day are no serial numbers of days."""
_MOST_DIGITS = 15
_LONGEST = 30_000
_DAY = re.compile(r"(?:ngay )?(\d{1,2})(?:\s*[/.\-]\s*| thang )(\d{1,2})(?:\s*[/.\-]\s*| nam )(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class CellError(Exception):
    """A cell that cannot be read; `wanted` says what should stand there."""

    def __init__(self, wanted: str, why: str = "") -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.why = why


def is_blank(value: Value) -> bool:
    """Whether nothing stands in the cell."""
    return value is None or (isinstance(value, str) and not _BLANKS.sub("", value))


def text_in(value: Value) -> str | None:
    """Text in NFC with plain line ends, without blanks around it."""
    if is_blank(value):
        return None
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return _clean(shown(value))


def _clean(raw: str) -> str:
    lines = raw.replace("_x000D_", "\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(_trimmed(line) for line in lines).strip("\n")
    if has_excessive_marks(text) or len(text) > _LONGEST:
        raise CellError("đoạn chữ ngắn hơn, không có ký tự lạ")
    encoding = legacy_encoding(text)
    if encoding:
        raise CellError(
            "chữ Unicode (chọn bảng mã Unicode trong bộ gõ rồi gõ lại)", f"chữ theo bảng mã {encoding}"
        )
    if forbidden_character(text):
        raise CellError("chữ thường, không có ký tự điều khiển", "có ký tự điều khiển")
    return nfc(text)


def _trimmed(line: str) -> str:
    return _BLANKS.sub(" ", line).strip()


def read_number(value: Value, *, whole: bool, percent_format: bool = False) -> Decimal | None:
    """A number; `whole` for counts. `percent_format`: the cell shows 0.125 as 12,5 %.

    Raises CellError for text that is no number, and for one like `1.234` where it may be 1234 or 1,234.
    """
    if is_blank(value):
        return None
    wanted = "số nguyên, ví dụ 1234" if whole else "con số, ví dụ 12,5"
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise CellError(wanted, "không phải là số")
    number = _typed(value, whole=whole, wanted=wanted) if isinstance(value, str) else _exact(value, wanted)
    if percent_format and not isinstance(value, str):
        number *= 100
    if number.copy_abs() >= 10**_MOST_DIGITS:
        raise CellError(wanted, f"số có hơn {_MOST_DIGITS} chữ số")
    if whole and number != number.to_integral_value():
        raise CellError(wanted, "không phải số nguyên")
    return _plain(number)


def _exact(value: float | Decimal, wanted: str) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise CellError(wanted, "không phải là số")
    small = number.copy_abs() < 10**_MOST_DIGITS
    return round(number, 10) if small and isinstance(value, float) else number


def _plain(number: Decimal) -> Decimal:
    """The number without trailing zeros or exponent."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) + 0 if number == whole else number.normalize()


def _typed(value: str, *, whole: bool, wanted: str) -> Decimal:
    text = _trimmed(value)
    if not whole and text.endswith("%"):
        text = text.removesuffix("%").rstrip()
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise CellError(wanted)
    sign, digits = match[1], match[2]
    grouped = _GROUPED.fullmatch(digits)
    if grouped and (whole or digits.count(grouped[1]) > 1 or grouped[1] == " "):
        return Decimal(sign + re.sub("[., ]", "", digits))
    if grouped:
        plain = digits.replace(".", "").replace(",", "")
        other = f"{digits.replace('.', ',')}0"
        raise CellError(f"{plain} nếu là hàng nghìn, {other} nếu là số thập phân", "có thể đọc hai cách")
    return Decimal(sign + _with_point(digits, wanted))


def _with_point(digits: str, wanted: str) -> str:
    """Digits with at most one decimal mark, which comes after every mark of thousands."""
    mark = max(digits.rfind("."), digits.rfind(","))
    if mark < 0:
        if " " in digits:
            raise CellError(wanted)
        return digits
    head, tail = digits[:mark], digits[mark + 1 :]
    if not tail.isdigit() or not (head.isdigit() or (_GROUPED.fullmatch(head) and digits[mark] not in head)):
        raise CellError(wanted)
    return f"{re.sub('[., ]', '', head)}.{tail}"


def read_day(value: Value) -> date | None:
    """A day: a real one, a serial number, or text, always day first."""
    if is_blank(value):
        return None
    wanted = "ngày/tháng/năm, ví dụ 16/6/2021"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise CellError(wanted)
    if not isinstance(value, str):
        if not _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
            raise CellError(wanted)
        return _EPOCH + timedelta(days=int(value))
    return _day_of(unmarked(_trimmed(value)), wanted)


def _day_of(text: str, wanted: str) -> date:
    text = re.sub(r"[ t]\d{1,2}:\d{2}(:\d{2})?$", "", text)
    match, iso = _DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    if match:
        day, month, year = match.groups()
    elif iso:
        year, month, day = iso.groups()
    else:
        raise CellError(wanted)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        raise CellError(wanted, "không có ngày này") from None


def read_document_number(value: Value) -> str | None:
    """The number of a document; a spreadsheet may have turned `159` into a number."""
    if isinstance(value, datetime | date | time):
        raise CellError("số, ký hiệu văn bản gõ dạng chữ, ví dụ '12/BC-STTTT", "Excel đã đổi thành ngày")
    if isinstance(value, bool) or (isinstance(value, float) and value != int(value)):
        raise CellError("số, ký hiệu văn bản, ví dụ 12/BC-STTTT")
    text = text_in(int(value) if isinstance(value, float) else value)
    return " ".join(text.split()) if text else None


def read_link(value: Value) -> str | None:
    """The address of a web page."""
    text = text_in(value)
    if text is not None and not re.fullmatch(r"https?://[^\s/]\S*", text):
        raise CellError("địa chỉ web, ví dụ https://quangngai.gov.vn/…")
    return text


def read_status(value: Value) -> str | None:
    """A status that an agency can report, in any spelling."""
    if is_blank(value):
        return None
    typed = " ".join(words(unmarked(text_in(value) or "")))
    for key, spellings in STATUS_WORDS.items():
        if typed in spellings:
            return key
    raise CellError("một trong: " + ", ".join(STATUSES[key] for key in STATUS_WORDS))


def read_basis(value: Value) -> str | None:
    """Whose figures a form holds, as a key of `BASES`."""
    if is_blank(value):
        return None
    typed = " ".join(words(unmarked(text_in(value) or "")))
    for key, name in BASES.items():
        if typed == " ".join(words(unmarked(name))):
            return key
    raise CellError("một trong: " + "; ".join(BASES.values()))


def shown(value: Value) -> str:
    """What stands in a cell, for a message."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value == int(value) and abs(value) < 10**_MOST_DIGITS:
        return str(int(value))
    return str(value)
