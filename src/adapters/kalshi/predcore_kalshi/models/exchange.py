"""Whether the exchange is open, and when."""

from __future__ import annotations

from predcore.kit import Items, Time, wire

__all__ = [
    "DailySchedule",
    "ExchangeIndexStatus",
    "ExchangeSchedule",
    "ExchangeStatus",
    "MaintenanceWindow",
    "Schedule",
    "UserDataTimestamp",
    "WeeklySchedule",
]


@wire
class ExchangeIndexStatus:
    """One shard of the exchange."""

    exchange_index: int
    description: str | None = None
    exchange_active: bool | None = None
    trading_active: bool | None = None
    intra_exchange_transfers_active: bool | None = None


@wire
class ExchangeStatus:
    """``GET /exchange/status``; the flags are shard 0's."""

    exchange_active: bool
    """False in maintenance: nothing changes at all."""
    trading_active: bool
    intra_exchange_transfers_active: bool | None = None
    exchange_estimated_resume_time: Time | None = None
    """A guess of the venue's."""
    exchange_index_statuses: Items[ExchangeIndexStatus] = ()


@wire
class DailySchedule:
    """One session; ``HH:MM`` in New York. 00:00 to 00:00 is the whole day."""

    open_time: str | None = None
    close_time: str | None = None


@wire
class WeeklySchedule:
    """The sessions of each weekday, while it is in force."""

    start_time: Time | None = None
    end_time: Time | None = None
    monday: Items[DailySchedule] = ()
    tuesday: Items[DailySchedule] = ()
    wednesday: Items[DailySchedule] = ()
    thursday: Items[DailySchedule] = ()
    friday: Items[DailySchedule] = ()
    saturday: Items[DailySchedule] = ()
    sunday: Items[DailySchedule] = ()


@wire
class MaintenanceWindow:
    """When the exchange may be unavailable."""

    start_datetime: Time | None = None
    end_datetime: Time | None = None


@wire
class Schedule:
    """Trading hours and planned maintenance."""

    standard_hours: Items[WeeklySchedule] = ()
    maintenance_windows: Items[MaintenanceWindow] = ()


@wire
class ExchangeSchedule:
    """``GET /exchange/schedule``."""

    schedule: Schedule


@wire
class UserDataTimestamp:
    """``GET /exchange/user_data_timestamp``: how current account reads are."""

    as_of_time: Time | None = None
