"""Opening a hub, and one venue by name."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    Iterator,
)
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

import predcore
from core.venues import Exchange
from predcore import (
    AdapterBroken,
    AdapterNotFound,
    InvalidRequest,
    Venue,
    default_registry,
)
from predcore.plugins import Adapter, Settings, hookimpl


class Plugin:
    """An adapter of one in-memory venue, or of none that opens."""

    def __init__(self, venue: Exchange, error: Exception | None = None) -> None:
        self._venue = venue
        self._error = error
        self.opened: list[Settings] = []
        self.closed = 0

    @hookimpl
    def predcore_adapter(self) -> Adapter:
        return Adapter(
            name=self._venue.name,
            title=self._venue.name.title(),
            open=self._open,
            venue=lambda: Exchange,
        )

    def _open(self, settings: Settings) -> AbstractAsyncContextManager[Venue]:
        @asynccontextmanager
        async def opened() -> AsyncGenerator[Venue]:
            self.opened.append(settings)
            if self._error is not None:
                raise self._error
            yield self._venue
            self.closed += 1

        return opened()


@pytest.fixture
def plugins(acme: Exchange, monkeypatch: pytest.MonkeyPatch) -> dict[str, Plugin]:
    """A registry of its own with a good and an ill adapter, and nothing else."""
    monkeypatch.setenv("PREDCORE_BLOCK", ",".join(default_registry().installed()))
    default_registry.cache_clear()
    request = {
        "acme": Plugin(acme),
        "ill": Plugin(Exchange("ill"), ImportError("no module named gmpy")),
    }
    for name, plugin in request.items():
        default_registry().register(plugin, name)
    return request


@pytest.fixture(autouse=True)
def _fresh_registry() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    default_registry.cache_clear()
    yield
    default_registry.cache_clear()


async def test_a_hub_of_no_names_opens_what_opens(plugins: dict[str, Plugin]) -> None:
    async with predcore.hub() as hub:
        assert list(hub.venues) == ["acme"]
        assert isinstance(hub.errors["ill"], AdapterBroken)
        assert "gmpy" in str(hub.errors["ill"])
    assert plugins["acme"].closed == 1


async def test_a_hub_raises_for_an_adapter_that_was_named(
    plugins: dict[str, Plugin],
) -> None:
    with pytest.raises(AdapterBroken, match="'ill' failed") as caught:
        async with predcore.hub("acme", "ill"):
            raise AssertionError("opened")
    assert isinstance(caught.value.__cause__, ImportError)
    assert plugins["acme"].opened


async def test_a_hub_raises_for_an_adapter_that_is_not_there(
    plugins: dict[str, Plugin],
) -> None:
    with pytest.raises(AdapterNotFound, match="no adapter 'nope'"):
        async with predcore.hub("nope"):
            raise AssertionError("opened")


async def test_each_venue_of_a_hub_may_have_settings_of_its_own(
    plugins: dict[str, Plugin],
) -> None:
    mine = Settings(environment="sandbox", timeout=1.0)
    async with predcore.hub("acme", settings={"acme": mine}):
        pass
    async with predcore.hub("acme", environment="demo"):
        pass
    first, second = plugins["acme"].opened
    assert first == mine
    assert second.environment == "demo"


async def test_connect_hands_its_arguments_to_the_adapter(
    plugins: dict[str, Plugin],
) -> None:
    async with predcore.connect(
        "acme", environment="sandbox", credentials={"key": "s3cret"}, colour="red"
    ) as venue:
        assert venue.name == "acme"
    [settings] = plugins["acme"].opened
    assert settings.environment == "sandbox"
    assert settings.options == {"colour": "red"}
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("timeout", [0, -1.0])
def test_no_time_to_answer_is_refused_when_it_is_set(timeout: float) -> None:
    with pytest.raises(InvalidRequest, match="timeout"):
        Settings(timeout=timeout)
