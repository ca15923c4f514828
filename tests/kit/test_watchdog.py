"""Deadlines of a subscription."""

from __future__ import annotations

import pytest

from predcore.kit import Watchdog


def test_nothing_is_due_before_it_was_started() -> None:
    assert Watchdog().due() is None


def test_the_first_message_is_due_soon_and_the_next_one_later() -> None:
    dog = Watchdog(first=5.0, quiet=30.0)
    dog.started(100.0)
    assert (dog.due(), dog.unanswered) == (105.0, True)
    dog.heard(101.0)
    assert (dog.due(), dog.unanswered) == (131.0, False)


def test_an_answer_is_due_as_soon_as_a_first_message() -> None:
    dog = Watchdog(first=5.0, quiet=30.0)
    dog.started(0.0)
    dog.heard(1.0)
    dog.asked(31.0)
    assert (dog.due(), dog.unanswered) == (36.0, True)
    assert dog.silence(36.0) == 35.0
    dog.heard(32.0)
    assert (dog.due(), dog.unanswered) == (62.0, False)


def test_nothing_is_due_of_a_subscription_that_is_gone() -> None:
    dog = Watchdog()
    dog.started(0.0)
    dog.stop()
    assert dog.due() is None


def lively(pause: float, messages: int = 60) -> tuple[Watchdog, float]:
    """A subscription that spoke so often, and when it spoke last."""
    dog = Watchdog(first=5.0, quiet=30.0, brief=3.0)
    dog.started(0.0)
    for number in range(1, messages + 1):
        dog.heard(number * pause)
        dog.due()
    return dog, messages * pause


@pytest.mark.parametrize(
    ("pause", "patience"), [(0.01, 3.0), (0.5, 10.0), (1.0, 20.0), (10.0, 30.0)]
)
def test_a_lively_subscription_is_asked_sooner_and_within_bounds(
    pause: float, patience: float
) -> None:
    dog, last = lively(pause)
    due = dog.due()
    assert due is not None
    assert due - last == pytest.approx(patience)


def test_a_few_messages_are_no_rhythm() -> None:
    dog, last = lively(0.01, messages=49)
    assert dog.due() == last + 30.0


def test_a_new_subscription_has_its_rhythm_to_learn() -> None:
    dog, last = lively(0.01)
    dog.started(last)
    dog.heard(last + 1)
    assert dog.due() == last + 31.0
