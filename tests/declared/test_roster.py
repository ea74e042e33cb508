"""People from a CSV file, and every mistake that a sheet can have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.declared.writing import complaints, load

if TYPE_CHECKING:
    from bot.declared.plan import PlannedPerson

pytestmark = pytest.mark.unit

DECLARED = """\
teams:
  riverbend:
    term: {starts_on: 2026-08-01, ends_on: 2027-06-30}
    roster: roster.csv
"""
HEADER = "name,slack,discord,zone,permission,roles,adviser,starts_on,ends_on\n"
THEO = "Theo Teacher,T0RIVER/U0THEO,,,,teacher,,,\n"


def people(folder: Path, sheet: str | bytes) -> dict[str, PlannedPerson]:
    write(folder, sheet)
    (plan,) = load(folder, DECLARED)
    return {person.name: person for person in plan.people}


def said_of(folder: Path, sheet: str | bytes) -> list[str]:
    write(folder, sheet)
    return [line.removeprefix("roster.csv") for line in complaints(folder, DECLARED)]


def write(folder: Path, sheet: str | bytes) -> None:
    content = sheet.encode() if isinstance(sheet, str) else sheet
    (folder / "roster.csv").write_bytes(content)


def test_a_row_is_a_person_with_roles_and_the_term_of_the_team(tmp_path: Path) -> None:
    accounts = "T0RIVER/U0CORA,800000000000000009"
    row = f"Cora Coach,{accounts},America/Chicago,leader,Teacher; instructional-coach,,,\n"
    cora = people(tmp_path, HEADER + row)["Cora Coach"]
    assert [role.role for role in cora.roles] == ["teacher", "instructional-coach"]
    assert [account.platform for account in cora.accounts] == ["slack", "discord"]
    assert (cora.zone, cora.permission) == ("America/Chicago", "leader")
    assert (cora.starts_on, cora.ends_on) == (date(2026, 8, 1), date(2027, 6, 30))


def test_a_row_may_have_days_of_its_own_that_hold_for_its_roles_too(tmp_path: Path) -> None:
    theo = people(tmp_path, HEADER + THEO.replace(",,,\n", ",,2026-10-01,2026-12-18\n"))["Theo Teacher"]
    assert (theo.starts_on, theo.ends_on) == (date(2026, 10, 1), date(2026, 12, 18))
    assert (theo.roles[0].starts_on, theo.roles[0].ends_on) == (date(2026, 10, 1), date(2026, 12, 18))


@pytest.mark.parametrize(
    "sheet",
    [
        "\ufeff" + HEADER + THEO,
        HEADER.replace("\n", "\r\n") + THEO.replace("\n", "\r\n"),
        "Name, Slack ,roles\nTheo Teacher,T0RIVER/U0THEO,teacher\n",
        HEADER + ",,,,,,,,\n\n" + THEO,
    ],
    ids=[
        "with a byte order mark",
        "from Windows",
        "with fewer columns in other spellings",
        "with empty rows",
    ],
)
def test_a_sheet_is_read_as_programs_write_it(tmp_path: Path, sheet: str) -> None:
    assert list(people(tmp_path, sheet)) == ["Theo Teacher"]


def test_a_student_in_a_sheet_has_an_adviser_from_the_same_team(tmp_path: Path) -> None:
    sam = "Sam Student,,800000000000000002,,,student-leader,Theo Teacher,,\n"
    assert people(tmp_path, HEADER + sam + THEO)["Sam Student"].adviser == "Theo Teacher"
    (said,) = said_of(tmp_path, HEADER + THEO + sam.replace("Theo", "Teo"))
    assert said.startswith(
        ":3: adviser: there is no 'Teo Teacher' among this team's people. Did you mean 'Theo"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",T0RIVER/U0X,,,,,,,", ":3: name: is missing. Add 'name: Pat Principal'."),
        (
            "Pat,,,,,,,,",
            ":3: slack: the person has no account. Give slack (T…/U…) or discord (the user's id).",
        ),
        ("Pat,@pat,,,,,,,", ":3: slack: '@pat' is not a Slack account (T…/U…)."),
        (
            "Pat,T0RIVR/U0PAT,,,,,,,",
            ":3: slack: Slack workspace 'T0RIVR' is not among platforms.slack.workspaces",
        ),
        ("Pat,,8E+17,,,,,,", ":3: discord: '8E+17' is not a Discord id (15 to 20 digits)."),
        ("Pat,T0RIVER/U0PAT,,EST,,,,,", ":3: zone: 'EST' is no time zone. Closest: America/New_York."),
        ("Pat,T0RIVER/U0PAT,,,boss,,,,", ":3: permission: 'boss' is not known here."),
        ("Pat,T0RIVER/U0PAT,,,,teacher;coach,,,", ":3: roles: there is no role 'coach'."),
        (
            "Pat,T0RIVER/U0PAT,,,,,,8/1/2026,",
            ":3: starts_on: '8/1/2026' is not a date. Write it as year-month-day",
        ),
        ("Pat,T0RIVER/U0PAT,,,,,,,2026-01-01", ":3: ends_on: the term ends on 2026-01-01, before it begins"),
        ("Pat,T0RIVER/U0PAT,,,,student-leader,,,", ":3: adviser: the role student-leader needs an adviser."),
        (
            "Principal, Pat,T0RIVER/U0PAT,,,,,,,",
            ":3: the row has 10 cells for 9 columns. Put a text that contains",
        ),
        (
            "Pat,T0RIVER/U0THEO,,,,,,,",
            ":3: slack: slack account U0THEO is declared already, roster.csv:2, for Theo",
        ),
        ("theo teacher,T0RIVER/U0PAT,,,,,,,", ":3: name: theo teacher is declared already, roster.csv:2."),
        ('"Pat,T0RIVER/U0PAT,,,,,,,', ":3: this is not CSV (unexpected end of data)."),
    ],
)
def test_a_mistake_is_told_with_its_row_and_column(tmp_path: Path, row: str, said: str) -> None:
    (complaint,) = said_of(tmp_path, HEADER + THEO + row + "\n")
    assert complaint.startswith(said)


def test_a_row_is_counted_by_lines_even_after_a_cell_of_two_lines(tmp_path: Path) -> None:
    two_lines = '"Theo\nTeacher",T0RIVER/U0THEO,,,,,,,\n'
    (said,) = said_of(tmp_path, HEADER + two_lines + "Pat,T0RIVER/U0PAT,,EST,,,,,\n")
    assert said.startswith(":4: zone:")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            "name;slack;roles\n",
            ":1: the columns are not separated by commas. Save the sheet as “CSV UTF-8” with",
        ),
        ("name,slack,e-mail\n", ":1: e-mail: this column is not known. Known here: name, slack, discord,"),
        ("name,slac\n", ":1: slac: this column is not known. Did you mean 'slack'?"),
        (
            "slack,roles\n",
            ":1: name: the column is missing. Begin the file with a line of columns: name,slack,",
        ),
        ("name,slack,slack\n", ":1: slack: the column stands here twice. Keep one of the two."),
        ("", ":1: name: the file is empty. Begin the file with a line of columns: name,slack,discord,"),
    ],
)
def test_a_wrong_header_is_told_plainly(tmp_path: Path, header: str, said: str) -> None:
    (complaint,) = said_of(tmp_path, header)
    assert complaint.startswith(said)


def test_a_sheet_in_another_encoding_is_told_plainly(tmp_path: Path) -> None:
    (said,) = said_of(tmp_path, (HEADER + THEO.replace("Theo", "Théo")).encode("cp1252"))
    assert (
        said
        == ": the roster is not UTF-8 text. Save the sheet as “CSV UTF-8” with commas between the columns."
    )
