"""The page about recordings says what is on the disk."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from predcore.recording.tables import UPDATES, schema_of
from recording.feeding import Session

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-to/record.md").read_text(
    "utf-8"
)
QUERIES = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    session = Session(tmp_path / "recordings")
    session.add(*session.instruments)
    session.connect()
    session.trade(20)
    await session.store.flush()
    return tmp_path


@pytest.mark.parametrize("query", QUERIES)
async def test_every_query_of_the_page_finds_rows(
    query: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = duckdb.sql(query)
    assert found is not None
    assert found.fetchall()


async def test_a_file_tells_the_session_of_its_rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = duckdb.sql(QUERIES[1])
    assert found is not None
    [*_, last] = sorted((folder / "recordings/updates").rglob("*.parquet"))
    assert {row[0] for row in found.fetchall()} == {last.stem.rpartition("-")[0]}


def test_every_column_is_on_the_page() -> None:
    table = PAGE[PAGE.index("| column of `updates`") :]
    named = set(re.findall(r"`(\w+)`", table))
    assert [column for column in schema_of(UPDATES).names if column not in named] == []
