"""The forms that come with the program."""

from __future__ import annotations

import re

import pytest

from kstthc_cli.domain.agencies.registry import registry_of
from kstthc_cli.domain.calendar.periods import parse_period, year_to_date
from kstthc_cli.domain.forms.form import Form, before, forms_filled_by
from kstthc_cli.domain.forms.form_files import form_from_data, form_of
from kstthc_cli.domain.plain_values import plain
from kstthc_cli.store.plan.repository import load_repository
from tests.support.running import PROJECT

REPOSITORY = load_repository(PROJECT)
FORMS = {loaded.file.id: form_of(loaded.file) for loaded in REPOSITORY.forms}
OWN = {
    "danh-gia-tac-dong", "cong-bo-cong-khai", "ra-soat", "dich-vu-cong", "phan-anh-kien-nghi",
    "buu-chinh-so-hoa", "truyen-thong", "kiem-tra", "khen-thuong-xu-ly", "cham-diem-mot-cua", "hai-long",
}  # fmt: skip


def test_only_two_forms_have_a_printed_number() -> None:
    assert set(FORMS) == {"II.06a", "II.07b", *OWN}
    text = "".join(file.read_text("utf-8") for file in (PROJECT / "forms").iterdir())
    assert set(re.findall(r"\b(?:II?I?|IV|V)\.\d\d[a-z]", text)) == {"II.06a", "II.07b"}


def test_every_form_names_its_source_and_what_is_not_sure() -> None:
    assert {form.confidence for form in FORMS.values()} <= {"M", "L"}
    assert all(form.source and form.note for form in FORMS.values())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_survives_the_index(form: Form) -> None:
    import json

    assert form_from_data(json.loads(json.dumps(plain(form)))) == form


def test_who_fills_what() -> None:
    registry = registry_of(REPOSITORY.registries[0].file)
    filled = {
        name: {form.id for form in forms_filled_by(FORMS.values(), registry.agencies[name], registry)}
        for name in ("so-yt", "huyen-ba-to", "tt-pvhcc", "bao-quang-ngai", "cuc-thue")
    }
    assert filled["tt-pvhcc"] == {"cham-diem-mot-cua", "hai-long"}
    assert filled["bao-quang-ngai"] == {"truyen-thong"}
    assert filled["cuc-thue"] == set()
    assert {"II.07b", "danh-gia-tac-dong"} <= filled["so-yt"]
    assert not {"II.07b", "danh-gia-tac-dong"} & filled["huyen-ba-to"]


def test_periods_of_a_form() -> None:
    form = FORMS["II.06a"]
    assert [str(p) for p in form.parts_of(parse_period("2021-9M"))] == ["2021-Q1", "2021-Q2", "2021-Q3"]
    assert [str(p) for p in form.parts_of(parse_period("2021-H2"))] == ["2021-Q3", "2021-Q4"]
    assert form.parts_of(parse_period("2021-05")) == ()
    assert str(before(parse_period("2021-Q1"))) == "2020-Q4"
    assert [str(year_to_date(parse_period(f"2021-Q{n}"))) for n in range(1, 5)] == [
        "2021-Q1", "2021-H1", "2021-9M", "2021",
    ]  # fmt: skip


def test_the_example_of_the_manual_is_the_file() -> None:
    page = (PROJECT / "docs" / "how-to" / "bieu-so-lieu.md").read_text("utf-8")
    assert f"```yaml\n{(PROJECT / 'examples' / 'forms' / 'tap-huan.yaml').read_text('utf-8')}```" in page
