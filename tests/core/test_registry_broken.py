"""A broken plugin is a line of the listing, and nobody else's problem."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.site import Site
from predcore import AdapterBroken, Registry

GOOD = """
    from predcore import Books, Venue
    from predcore.plugins import Adapter, hookimpl

    class Acme(Venue, Books):
        name = "{name}"

    @hookimpl
    def predcore_adapter():
        return Adapter(
            name="{name}", title="Acme", open=lambda settings: None, venue=lambda: Acme
        )
"""


@pytest.mark.parametrize(
    ("source", "why"),
    [
        pytest.param("import no_such_module", "no_such_module", id="an import fails"),
        pytest.param("def (", "SyntaxError", id="not Python"),
        pytest.param("raise RuntimeError('boom')", "boom", id="raises"),
        pytest.param("raise SystemExit('bye')", "SystemExit: bye", id="exits"),
        pytest.param("answer = 42", "exactly one", id="describes nothing"),
        pytest.param(
            GOOD.replace('name="{name}", title', 'name="acme", title'),
            "exactly one",
            id="describes another",
        ),
        pytest.param(
            """
            from predcore.plugins import hookimpl
            @hookimpl
            def predcore_adapter(): raise SystemExit(3)
            """,
            "SystemExit: 3",
            id="exits when asked",
        ),
        pytest.param(
            """
            from predcore.plugins import hookimpl
            @hookimpl
            def predcore_adapter(): return "ill"
            """,
            "exactly one",
            id="describes itself as a text",
        ),
        pytest.param(
            """
            from predcore.plugins import hookimpl
            @hookimpl
            def predcore_adapter(surprise): return None
            """,
            "surprise",
            id="asks for an argument that is not there",
        ),
    ],
)
def test_a_broken_adapter_is_a_line_of_the_listing_and_harms_no_other(
    site: Site, source: str, why: str
) -> None:
    site.install("dist_a", "acme", GOOD)
    site.install("dist_b", "ill", source)
    registry = Registry()
    lines = {line.name: line for line in registry.listing()}
    assert why in (lines["ill"].error or "")
    assert lines["ill"].distribution == "dist_b 1.2"
    assert lines["acme"].error is None
    assert registry.adapter("acme").name == "acme"
    with pytest.raises(AdapterBroken, match="'ill'"):
        registry.adapter("ill")
    with pytest.raises(AdapterBroken):
        registry.adapter("ill")


def test_the_cause_of_a_broken_adapter_is_kept(site: Site) -> None:
    site.install("dist_b", "ill", "raise RuntimeError('boom')")
    with pytest.raises(AdapterBroken, match="boom") as caught:
        Registry().adapter("ill")
    assert isinstance(caught.value.__cause__, RuntimeError)


def test_a_venue_class_that_does_not_load_is_an_error_on_its_line(site: Site) -> None:
    site.install("dist_a", "acme", GOOD.replace("lambda: Acme", "lambda: 1 / 0"))
    registry = Registry()
    [line] = [line for line in registry.listing() if line.name == "acme"]
    assert "ZeroDivisionError" in (line.error or "")
    assert registry.adapter("acme").title == "Acme"


def test_two_providers_of_one_name_spoil_only_that_name(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    site.install("dist_b", "twice", GOOD)
    site.install("dist_c", "twice", GOOD)
    registry = Registry()
    assert registry.adapter("acme").name == "acme"
    with pytest.raises(AdapterBroken, match="provided twice") as caught:
        registry.adapter("twice")
    assert "site_dist_b" in str(caught.value)
    [line] = [line for line in registry.listing() if line.name == "twice"]
    assert "dist_b 1.2" in line.distribution
    assert "dist_c 1.2" in line.distribution
    assert line.error


def test_one_adapter_found_twice_on_the_path_is_one_adapter(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("dist_a", "acme", GOOD)
    again = Site(tmp_path / "again")
    again.folder.mkdir()
    again.install("dist_a", "acme", GOOD)
    monkeypatch.setattr(sys, "path", [str(again.folder), *sys.path])
    assert Registry().adapter("acme").name == "acme"


def test_metadata_without_a_version_does_not_break_the_listing(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    (site.folder / "dist_a-1.2.dist-info" / "METADATA").write_text("")
    assert "acme" in [line.name for line in Registry().listing()]
