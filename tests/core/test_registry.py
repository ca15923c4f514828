"""Discovery: found by metadata, loaded one at a time."""

from __future__ import annotations

import pytest

from core.site import Site
from predcore import AdapterNotFound, Registry, default_registry
from predcore.plugins import Adapter, hookimpl

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


class Plugin:
    """A plugin object, as tests and scripts register them."""

    @hookimpl
    def predcore_adapter(self) -> Adapter:
        return Adapter(
            name="direct", title="D", open=NotImplemented, venue=NotImplemented
        )


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


def test_a_registered_plugin_needs_no_entry_point() -> None:
    registry = Registry()
    registry.register(Plugin(), "direct")
    assert "direct" in registry.names()
    assert registry.adapter("direct").title == "D"
