"""Deadlines of a subscription."""

from __future__ import annotations

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
