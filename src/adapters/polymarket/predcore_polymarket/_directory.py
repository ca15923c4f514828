"""From any name of a market to the market; what cannot change is remembered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from predcore import Instrument, InvalidId, NotFound, PredcoreError, Results
from predcore.kit import all_of, parts_of

from ._client import Polymarket
from ._identity import Kind, Name, canonical, market_name
from ._mapping import is_listed
from ._outcomes import outcome_keys
from ._tokens import Listing, check_venue
from .models.gamma.market import Market
from .resources.gamma.filters import MarketFilters

__all__ = ["Directory"]

_MOST_IDS = 100
_MOST_REMEMBERED = 1 << 16

_Call = Callable[[], Awaitable[dict[str, Market]]]


class Directory:
    """Looks markets up by whatever they are called, many at a time."""

    def __init__(self, native: Polymarket) -> None:
        self._native = native
        self._known: dict[str, Listing] = {}

    def remember(self, market: Market, name: str | None = None) -> Listing:
        """Keep what is needed to ask for the market's books."""
        listing = Listing(
            canonical(market.condition_id or ""),
            outcome_keys(market.outcomes),
            market.clob_token_ids,
        )
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[listing.condition_id] = listing
        if name is not None:
            self._known[name] = listing
        return listing

    async def listing(self, name: str) -> Listing:
        """The listing of one market; raises ``InvalidId`` or ``NotFound``."""
        known = self._known.get(name)
        return known if known is not None else (await self.listings([name]))[name]

    async def token(self, instrument: Instrument) -> tuple[Listing, str]:
        """An instrument's listing and token; raises as :meth:`Listing.token` does."""
        check_venue(instrument)
        listing = await self.listing(instrument.market)
        return listing, listing.token(instrument.outcome)

    async def listings(self, names: Sequence[str]) -> Results[str, Listing]:
        """Listings by name; only what is not remembered is asked for."""
        known = {name: self._known[name] for name in names if name in self._known}
        missing = [name for name in dict.fromkeys(names) if name not in known]
        if not missing:
            return Results(names, known)
        found = await self.markets(missing)
        known.update((name, self.remember(m, name)) for name, m in found.items())
        return Results(names, known, found.errors)

    async def markets(self, names: Sequence[str]) -> Results[str, Market]:
        """Markets as they are now, by the names given.

        One request for each hundred open markets, a second for those that may be
        closed.
        """
        parsed: dict[str, Name] = {}
        errors: dict[str, PredcoreError] = {}
        for text in dict.fromkeys(names):
            try:
                parsed[text] = market_name(text)
            except InvalidId as error:
                errors[text] = error
        found = await self._find(tuple(dict.fromkeys(parsed.values())))
        values: dict[str, Market] = {}
        for text, name in parsed.items():
            answer = found.get(name)
            if isinstance(answer, Market) and is_listed(answer):
                values[text] = answer
                self.remember(answer, text)
            elif isinstance(answer, PredcoreError):
                errors[text] = answer
            else:
                errors[text] = NotFound(
                    f"Polymarket lists no market with the {name.kind.value} {name.text}"
                )
        return Results(names, values, errors)

    async def _find(self, names: Sequence[Name]) -> dict[Name, Market | PredcoreError]:
        batches: list[tuple[Kind, Sequence[str]]] = []
        for kind in Kind:
            texts = [name.text for name in names if name.kind is kind]
            size = 1 if kind is Kind.EVENT else _MOST_IDS
            batches += [(kind, part) for part in parts_of(texts, size)]
        answers = await all_of([self._call(kind, part) for kind, part in batches])
        found: dict[Name, Market | PredcoreError] = {}
        for (kind, part), answer in zip(batches, answers, strict=True):
            if isinstance(answer, PredcoreError):
                found.update((Name(kind, text), answer) for text in part)
            else:
                found.update((Name(kind, text), m) for text, m in answer.items())
        return found

    def _call(self, kind: Kind, texts: Sequence[str]) -> _Call:
        if kind is Kind.EVENT:
            return partial(self._only_market, texts[0])
        if len(texts) == 1 and kind in {Kind.GAMMA, Kind.SLUG}:
            return partial(self._single, kind, texts[0])
        return partial(self._batch, kind, texts)

    async def _single(self, kind: Kind, text: str) -> dict[str, Market]:
        """By id or slug the venue has a path that knows closed markets too."""
        markets = self._native.gamma.markets
        get = markets.get if kind is Kind.GAMMA else markets.slug.get
        return {text: await get(text)}

    async def _only_market(self, slug: str) -> dict[str, Market]:
        event = await self._native.gamma.events.slug.get(slug)
        listed = [market for market in event.markets if is_listed(market)]
        if len(listed) != 1:
            slugs = ", ".join(market.slug or market.id for market in listed[:20])
            raise InvalidId(
                f"the event {slug} has {len(listed)} markets, name one of them: {slugs}"
            )
        return {slug: listed[0]}

    async def _batch(self, kind: Kind, texts: Sequence[str]) -> dict[str, Market]:
        keyset = self._native.gamma.markets.keyset
        found: dict[str, Market] = {}
        for closed in (False, True):
            missing = [text for text in texts if text not in found]
            if missing:
                pages = keyset.list(
                    limit=_MOST_IDS, **_filter(kind, missing, closed=closed)
                )
                for market in (await pages.first()).items:
                    found.update((name, market) for name in _names(kind, market))
        return {text: found[text] for text in texts if text in found}


def _filter(kind: Kind, texts: Sequence[str], *, closed: bool) -> MarketFilters:
    match kind:
        case Kind.CONDITION:
            return {"closed": closed, "condition_ids": texts}
        case Kind.TOKEN:
            return {"closed": closed, "clob_token_ids": texts}
        case Kind.GAMMA:
            return {"closed": closed, "id": texts}
        case _:
            return {"closed": closed, "slug": texts}


def _names(kind: Kind, market: Market) -> tuple[str, ...]:
    """What a market can have been asked for as."""
    match kind:
        case Kind.CONDITION:
            return (canonical(market.condition_id or ""),)
        case Kind.TOKEN:
            return market.clob_token_ids
        case Kind.GAMMA:
            return (market.id,)
        case _:
            return (market.slug or "",)
