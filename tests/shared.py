"""The venues' own specifications and recorded answers, where they are at hand.

They are kept beside the checkout and never inside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["PAYLOADS", "SPECS", "needs_payloads", "needs_specs"]

_SHARED = Path(__file__).resolve().parents[2] / "shared"
SPECS = _SHARED / "specs"
PAYLOADS = _SHARED / "payloads"

needs_specs = pytest.mark.skipif(
    not SPECS.is_dir(),
    reason="the venues' specifications are not beside this checkout (../shared/specs)",
)
needs_payloads = pytest.mark.skipif(
    not PAYLOADS.is_dir(),
    reason="no recorded answers are beside this checkout (../shared/payloads)",
)
