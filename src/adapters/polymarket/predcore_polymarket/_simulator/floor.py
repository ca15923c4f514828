"""The venue behind the wire: the exchange, who may trade, and what is listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from predcore import PriceLadder
from predcore.sim import Board, SimClock
from predcore.sim.exchange import AccountId, Exchange, Phase, Record

from .._signing import WalletType
from .accounts.api_keys import ApiKeys
from .accounts.gate import Gate
from .accounts.members import Member, Members
from .accounts.play_wallets import PlayWallets
from .bookkeeping import Bookkeeping
from .claims import Claims
from .following import Following
from .ledger import Ledger
from .limits import Limits
from .listed import ListedMarket
from .listing import Listing
from .notices import Notices
from .opening import opened
from .trading.agenda import Agenda
from .trading.cancelling import Cancelling
from .trading.finality import Settling
from .trading.heartbeats import Heartbeats
from .trading.intake import Intake
from .trading.modes import Modes
from .trading.orders import Register, Status, VenueOrder
from .trading.reporter import Reporter
from .trading.tap import Happening, Listener, TradeMoved
from .trading.trades import Finality, Trade, TradeBook

__all__ = ["FUNDS", "Floor"]

FUNDS = Decimal(10_000)
"""pUSD that each play wallet starts with."""


class Floor:
    """Everything an endpoint may ask.

    Attributes:
        exchange: the matching engine; replaced when a state is loaded.
        listing: the markets, as the exchange has them since :meth:`catch_up`.
        ledger: who did what, for the data API.
        members: wallets that may trade.
        keys: API keys; ``gate`` checks what is signed with them.
        orders, trades: what came over the wire, and what it met.
        modes: switches of the venue.
        agenda: what is due by the clock beside what the exchange does.
    """

    def __init__(
        self,
        board: Board,
        clock: SimClock,
        *,
        seed: int,
        window: timedelta,
        metered: bool,
    ) -> None:
        self.clock, self.seed = clock, seed
        self.listing = Listing(board, clock)
        self.ledger = Ledger(self.listing)
        self.exchange = opened(board, clock, seed)
        self.members, self.keys = Members(), ApiKeys()
        self.gate = Gate(self.keys, window)
        self.play_wallets = PlayWallets()
        self.modes, self.agenda = Modes(), Agenda()
        self.orders, self.trades = Register(), TradeBook()
        self.settling = Settling(self.agenda, self.modes, self._trade_moved, self._undo)
        self.claims = Claims(self)
        self.reporter = Reporter(
            self.listing,
            self.orders,
            self.trades,
            sequence=lambda: self.exchange.sequence,
            tell=self._tell,
            settle=self.settling.plan,
            pay=self.claims.settled,
        )
        self.intake, self.cancelling = Intake(self), Cancelling(self)
        self.heartbeats = Heartbeats(self)
        self.limits = Limits(clock, self.members, enforced=metered)
        self.notices = Notices(self)
        self.bookkeeping = Bookkeeping(self.ledger)
        self.following = Following(self.listing)
        self._listeners: list[Listener] = [self.bookkeeping.hear, self.notices.hear]
        self._welcome()
        self._plan_games()
        self._listen()

    def _welcome(self) -> None:
        for wallet in self.play_wallets:
            self.keys.add(wallet.owner, 0)
            self.admit(wallet.name, wallet.wallet_type, wallet.owner, wallet.funder)
            self.deposit(wallet.name, FUNDS)

    def admit(self, name: str, kind: int, owner: str, funder: str) -> Member:
        """Let a wallet trade; it starts without money."""
        member = self.members.add(name, WalletType(kind), owner, funder)
        self.exchange.accounts.open(member.account)
        return member

    def deposit(self, name: str, amount: Decimal) -> None:
        """Bring pUSD to a wallet, by the wallet's name."""
        self.exchange.accounts.deposit(self._account(name), amount)

    def withdraw(self, name: str, amount: Decimal) -> None:
        """Take pUSD from a wallet, also what open orders hold back: the newest of
        those that are left without backing are cancelled. Raises ``Rejected``."""
        self.exchange.accounts.withdraw(self._account(name), amount, committed=True)

    def split(self, name: str, condition: str, size: Decimal) -> None:
        """Turn pUSD into as many shares of both outcomes; raises ``Rejected``."""
        self.exchange.accounts.split(self._account(name), condition, size)
        self.bookkeeping.paired(self, name, condition, size, "SPLIT")

    def merge(self, name: str, condition: str, size: Decimal) -> None:
        """Turn shares of both outcomes back into pUSD; raises ``Rejected``."""
        self.exchange.accounts.merge(self._account(name), condition, size)
        self.bookkeeping.paired(self, name, condition, size, "MERGE")

    def tokens(self, member: Member, market: ListedMarket) -> tuple[Decimal, Decimal]:
        """Shares a wallet holds of both outcomes, also of a market that is over."""
        held = self.claims.of(member, market)
        if held is not None:
            return held
        first, second = self.exchange.accounts.tokens(member.account, market.condition)
        return first.held, second.held

    def change_tick(self, condition: str, tick: Decimal) -> None:
        """Give a market other prices; resting orders stay where they are."""
        ladder = PriceLadder.uniform(tick)
        self.exchange.lifecycle.change_ladder(condition, ladder)

    def clear_book(self, condition: str) -> None:
        """Cancel what rests in a market, as the venue does when a game begins."""
        for order in self.exchange.resting(condition):
            self.exchange.cancel(order.wallet.account, order.id)

    def move_trade(self, trade_id: str, status: Finality) -> None:
        """Take a trade on; one that is final stays. Raises ``KeyError``."""
        self.settling.go(self.trades.all[trade_id], status, self.now)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of what happens from now on (see :mod:`.trading.tap`), also after a
        state was loaded; call the result to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def catch_up(self) -> None:
        """Do what the clock has made due."""
        self.exchange.run_until()
        self.agenda.run(self.now)
        self.claims.keep()

    def show(self) -> None:
        """Have the listing show what the exchange has now."""
        self.catch_up()
        self.following.refresh(self.exchange)

    def renew(self, market: ListedMarket) -> None:
        """Have one market show what the exchange has now."""
        self.following.refresh_one(market, self.exchange)

    def advance(self, by: timedelta) -> None:
        """Move a clock that stands still, with a stop at everything that is due."""
        until = self.now + by
        while (at := self.agenda.next) is not None and at <= until:
            if at > self.now:
                self.clock.set(at)
            self.catch_up()
        self.clock.set(until)
        self.show()

    def replace(
        self, exchange: Exchange, modes: Modes, book_at: Mapping[str, datetime]
    ) -> None:
        """Go on with another exchange, which lists the same markets, and no orders."""
        self.exchange = exchange
        for field in fields(modes):
            setattr(self.modes, field.name, getattr(modes, field.name))
        self.agenda.clear()
        for kept in (self.orders, self.trades, self.claims, self.heartbeats):
            kept.clear()
        self.notices.clear()
        self._plan_games()
        self.reporter.ticks = {
            view.key: min(band.step for band in view.ladder.bands)
            for view in exchange.markets()
        }
        self.following.doubt_all(book_at)
        self._listen()

    def resume_order(self, order: VenueOrder) -> None:
        """Go on with an order that the exchange has already, or that is held back."""
        self.orders.add(order)
        if order.status is Status.DELAYED:
            self.intake.hold(order)

    def resume_trade(self, trade: Trade) -> None:
        """Go on with a trade from where it is."""
        self.trades.add(trade)
        self.settling.plan(trade)

    def _plan_games(self) -> None:
        """Clear books when games begin, as the venue does."""
        for market in self.listing.markets:
            if market.starts_at is not None and market.starts_at > self.now:
                self.agenda.plan(market.starts_at, partial(self._start, market))

    def _start(self, market: ListedMarket, now: datetime) -> None:
        del now
        if self.exchange.market(market.condition).phase is Phase.OPEN:
            self.clear_book(market.condition)

    @property
    def now(self) -> datetime:
        """The exchange's time."""
        return self.clock.now()

    def _account(self, name: str) -> AccountId:
        member = self.members.named(name)
        if member is None:
            raise KeyError(name)
        return member.account

    def _listen(self) -> None:
        self.exchange.subscribe(self._hear)

    def _hear(self, record: Record) -> None:
        self.following.hear(record)
        self.reporter.hear(record)

    def _tell(self, happening: Happening) -> None:
        for listener in tuple(self._listeners):
            listener(happening)

    def _trade_moved(self, trade: Trade, at: datetime) -> None:
        self._tell(
            TradeMoved(at=at, market=trade.market, trade=trade, status=trade.status)
        )

    def _undo(self, trade: Trade) -> None:
        for leg in trade.legs:
            self.exchange.undo(leg)
