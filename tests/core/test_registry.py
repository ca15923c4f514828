"""Discovery: one bad plugin must never be everyone's problem."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from predcore import AdapterBroken, AdapterNotFound, Registry, default_registry
from predcore.plugins import ADAPTERS, Adapter, hookimpl

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


class Site:
    """A folder on ``sys.path`` into which distributions are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, dist: str, name: str, source: str, group: str = ADAPTERS) -> None:
        """Write real metadata, and a module that says when it is imported."""
        module = f"site_{dist}"
        info = self.folder / f"{dist}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {dist}\nVersion: 1.2\n"
        )
        (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}\n")
        code = dedent(source).format(name=name)
        (self.folder / f"{module}.py").write_text(code)

    def imported(self) -> set[str]:
        return {name for name in sys.modules if name.startswith("site_")}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    for name in [name for name in sys.modules if name.startswith("site_")]:
        monkeypatch.delitem(sys.modules, name)
    return Site(tmp_path)


def test_an_installed_adapter_is_found_by_its_entry_point(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    registry = Registry()
    assert "acme" in registry.names()
    assert registry.adapter("acme").title == "Acme"


def test_finding_adapters_imports_none(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    Registry().names()
    Registry().installed()
    assert site.imported() == set()


def test_loading_one_adapter_imports_no_other(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    site.install("dist_b", "other", "raise RuntimeError('must not be imported')")
    Registry().adapter("acme")
    assert site.imported() == {"site_dist_a"}


def test_an_adapter_for_another_major_version_is_not_seen(site: Site) -> None:
    site.install("dist_a", "future", GOOD, group="predcore.adapters.v2")
    assert "future" not in Registry().names()


def test_a_line_of_the_listing_says_what_the_adapter_can(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    [line] = [line for line in Registry().listing() if line.name == "acme"]
    assert line.title == "Acme"
    assert line.distribution == "dist_a 1.2"
    assert line.environments == ("live",)
    assert line.capabilities == ("catalogue", "books")
    assert not line.simulator
    assert line.error is None


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


def test_a_blocked_adapter_is_neither_listed_nor_imported(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    registry = Registry(blocked=["acme"])
    assert "acme" not in registry.names()
    assert "acme" not in [line.name for line in registry.listing()]
    with pytest.raises(AdapterNotFound, match="blocked by PREDCORE_BLOCK"):
        registry.adapter("acme")
    assert site.imported() == set()


def test_the_environment_blocks_adapters(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("dist_a", "acme", GOOD)
    site.install("dist_b", "other", GOOD)
    monkeypatch.setenv("PREDCORE_BLOCK", " acme, ,nope")
    default_registry.cache_clear()
    try:
        names = default_registry().names()
    finally:
        default_registry.cache_clear()
    assert "acme" not in names
    assert "other" in names


def test_an_unknown_adapter_names_the_known_ones(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    with pytest.raises(AdapterNotFound, match=r"installed: .*acme"):
        Registry().adapter("nope")


class Plugin:
    """A plugin object, as tests and scripts register them."""

    @hookimpl
    def predcore_adapter(self) -> Adapter:
        return Adapter(
            name="direct", title="D", open=NotImplemented, venue=NotImplemented
        )


def test_a_registered_plugin_needs_no_entry_point() -> None:
    registry = Registry()
    registry.register(Plugin(), "direct")
    assert "direct" in registry.names()
    assert registry.adapter("direct").title == "D"


def test_metadata_without_a_version_does_not_break_the_listing(site: Site) -> None:
    site.install("dist_a", "acme", GOOD)
    (site.folder / "dist_a-1.2.dist-info" / "METADATA").write_text("")
    assert "acme" in [line.name for line in Registry().listing()]
