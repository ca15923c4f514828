"""What a thing costs to import is paid when it is used."""

from __future__ import annotations

import subprocess
import sys


def loaded(script: str) -> set[str]:
    """The modules a fresh interpreter has after a script."""
    listing = f"{script}\nimport sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", listing], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_describing_the_adapter_imports_no_more_of_it() -> None:
    script = "import predcore_kalshi._plugin as p; p.predcore_adapter()"
    ours = {name for name in loaded(script) if name.startswith("predcore_kalshi")}
    assert ours == {"predcore_kalshi", "predcore_kalshi._plugin"}


def test_the_package_loads_neither_models_nor_a_http_library() -> None:
    found = loaded("import predcore_kalshi, predcore_kalshi.models")
    assert not {"pydantic", "httpx", "aiohttp", "anyio"} & found


def test_an_order_book_needs_no_other_models() -> None:
    script = "import predcore_kalshi\npredcore_kalshi.Kalshi().markets.orderbook"
    prefix = "predcore_kalshi.models."
    areas = {n.removeprefix(prefix) for n in loaded(script) if n.startswith(prefix)}
    assert areas == {"_homes", "markets", "orderbooks"}


def test_a_client_without_a_key_loads_no_cryptography() -> None:
    assert "cryptography" not in loaded("import predcore_kalshi as k; k.Kalshi()")


def test_a_client_loads_no_models_before_it_is_used() -> None:
    found = loaded("import predcore_kalshi as k; k.Kalshi()")
    assert not {"pydantic", "httpx", "aiohttp"} & found
