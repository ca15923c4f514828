"""Keys in files, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from predcore import InvalidRequest
from predcore.kit import read_key_file


def test_a_key_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_text("secret")
    assert read_key_file(file, "KEY_PATH") == "secret"
    assert read_key_file(str(file), "KEY_PATH") == "secret"


def test_a_file_below_home_may_be_named_by_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "key.pem").write_text("secret")
    assert read_key_file("~/key.pem", "KEY_PATH") == "secret"


@pytest.mark.parametrize("path", ["0xsecret", "-----BEGIN secret\0", "s" * 5000])
def test_what_is_no_path_is_not_repeated(path: str) -> None:
    with pytest.raises(InvalidRequest, match=r"^KEY_PATH: cannot read") as caught:
        read_key_file(path, "KEY_PATH")
    assert path not in str(caught.value)


def test_what_is_no_text_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "key.der").write_bytes(b"\xff\x00")
    with pytest.raises(InvalidRequest, match="no text"):
        read_key_file(tmp_path / "key.der", "KEY_PATH")
