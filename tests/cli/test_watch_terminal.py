"""The live view on a real terminal: drawn, resized, scrolled, left as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from json import loads
from pathlib import Path

import anyio
import pytest

from cli.ptys import Terminal
from cli.serving import Serving
from predcore.recording import record
from recording.feeding import Session

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGWINCH"), reason="terminals are of another kind here"
)

ENTERS = "\x1b[?1049h\x1b[?25l"
LEAVES = "\x1b[?25h\x1b[?1049l"
"""Shows the cursor, and the screen there was before."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of three books."""
    root = tmp_path_factory.mktemp("recorded")

    async def make() -> None:
        session = Session(root)
        async with record(session.store):
            session.add(*session.instruments)
            session.connect()
            session.trade(50, loses=20)

    anyio.run(make)
    return root


def replaying(recorded: Path, *options: str, columns: int = 90) -> Terminal:
    """A replay on a terminal of 12 rows, which stays when it has come to the end."""
    arguments = ["replay", str(recorded), "--speed", "0", *options]
    return Terminal(*arguments, columns=columns, rows=12, environ={})


def over(picture: list[str]) -> bool:
    """Whether everything was told."""
    return "the recording ends here" in picture[0]


def test_a_replay_ends_with_the_last_picture_until_q(recorded: Path) -> None:
    with replaying(recorded) as terminal:
        picture = terminal.until(over)
        assert [line.split()[-1] for line in picture[1:5]] == [
            "INSTRUMENT",
            "kalshi:KXRAIN-26DEC-T1:yes",
            "kalshi:KXRAIN-26DEC-T2:yes",
            "kalshi:KXSNOW-26DEC:yes",
        ]
        assert any("right again" in line for line in picture)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.written.endswith(LEAVES)
        assert terminal.settings == terminal.before


def test_another_size_is_another_picture(recorded: Path) -> None:
    with replaying(recorded) as terminal:
        assert max(map(len, terminal.until(over))) > 40
        terminal.resize(40, 6)
        picture = terminal.until(lambda lines: max(map(len, lines)) <= 40)
        assert len(picture) <= 6
        terminal.resize(90, 12)
        terminal.until(lambda lines: max(map(len, lines)) > 40)
        terminal.press("Q")
        assert terminal.ended() == 0


def test_keys_scroll(recorded: Path) -> None:
    with replaying(recorded) as terminal:
        terminal.until(over)
        terminal.press("j")
        terminal.until(lambda lines: lines[2].endswith("T2:yes"))
        terminal.press("\x1b[A")
        terminal.until(lambda lines: lines[2].endswith("T1:yes"))
        terminal.press("x")
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_the_terminal_as_it_was(
    recorded: Path, number: signal.Signals
) -> None:
    with replaying(recorded) as terminal:
        terminal.until(over)
        terminal.process.send_signal(number)
        assert terminal.ended() == 0
        assert terminal.written.endswith(LEAVES)
        assert terminal.settings == terminal.before


def test_ctrl_z_leaves_the_terminal_as_it_was_and_the_view_comes_back(
    recorded: Path,
) -> None:
    with replaying(recorded) as terminal:
        terminal.until(over)
        while_shown = terminal.settings
        for _ in range(2):
            terminal.press("\x1a")
            terminal.until_stopped()
            assert terminal.written.endswith(LEAVES)
            assert terminal.settings == terminal.before
            times = terminal.written.count(ENTERS)
            terminal.process.send_signal(signal.SIGCONT)
            terminal.until_written(ENTERS, times + 1)
            terminal.until(lambda _: over(terminal.since(ENTERS)))
            assert terminal.settings == while_shown
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.written.endswith(LEAVES)
        assert terminal.settings == terminal.before


def test_the_view_comes_back_after_a_stop_that_it_did_not_see(recorded: Path) -> None:
    with replaying(recorded) as terminal:
        terminal.until(over)
        while_shown = terminal.settings
        terminal.process.send_signal(signal.SIGSTOP)
        terminal.until_stopped()
        terminal.settings = terminal.before
        terminal.process.send_signal(signal.SIGCONT)
        terminal.until_written(ENTERS, 2)
        terminal.until(lambda _: over(terminal.since(ENTERS)))
        assert terminal.settings == while_shown
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.settings == terminal.before


def test_what_is_for_programs_is_no_view(recorded: Path) -> None:
    with replaying(recorded, "--json") as terminal:
        assert terminal.ended() == 0
        assert "\x1b" not in terminal.written
        assert '{"kind": "gap"' in terminal.written


def test_a_terminal_that_cannot_be_drawn_on_gets_lines(recorded: Path) -> None:
    arguments = ["replay", str(recorded)]
    with Terminal(*arguments, columns=90, rows=12, environ={"TERM": "dumb"}) as dumb:
        assert dumb.ended() == 0
        assert "\x1b" not in dumb.written


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    running = Serving("--busy", "200", venues=("kalshi",))
    try:
        yield running
    finally:
        running.end()


def test_lines_come_as_they_are_told_until_it_is_interrupted(
    serving: Serving,
) -> None:
    arguments = ["watch", "kalshi:KXFEDDECISION-26DEC-C25"]
    with subprocess.Popen(
        [sys.executable, "-m", "predcore", *arguments],
        env={**os.environ, **serving.variables},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        kinds = [loads(process.stdout.readline())["kind"] for _ in range(5)]
        assert kinds[:3] == ["connected", "quote", "quote"]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0


def test_live_quotes_are_shown_and_what_is_missing_is_said_in_the_end(
    serving: Serving,
) -> None:
    ids = ["kalshi:KXFEDDECISION-26DEC-C25", "kalshi:NOWHERE"]
    with Terminal(
        *("watch", *ids, "--trades"), columns=100, rows=20, environ=serving.variables
    ) as terminal:
        picture = terminal.until(
            lambda lines: "LAST TRADES" in lines and len(lines[2].split()) > 6
        )
        assert picture[2].endswith("kalshi:KXFEDDECISION-26DEC-C25:yes")
        assert picture[3].endswith("kalshi:KXFEDDECISION-26DEC-C25:no")
        terminal.press("q")
        assert terminal.ended() == 1
        after = terminal.written.rpartition(LEAVES)[2]
        assert "no market 'NOWHERE'" in after


def test_a_view_in_the_background_waits_until_it_is_fetched(serving: Serving) -> None:
    shell = ("bash", "--norc", "--noprofile", "-i")
    environ = {**serving.variables, "PS1": "ready> "}
    with Terminal(columns=90, rows=12, environ=environ, program=shell) as terminal:
        terminal.until_written("ready> ")
        watch = f"{sys.executable} -m predcore watch kalshi:KXFEDDECISION-26DEC-C25:yes"
        terminal.press(f"{watch} < /dev/null\n")
        terminal.until_written(ENTERS)
        terminal.press("\x1a")
        terminal.until_written("ready> ", 2)
        before = terminal.written.count(ENTERS)
        terminal.press("bg; until jobs | grep -q Stopped; do :; done\n")
        terminal.until_written("ready> ", 3)
        assert terminal.written.count(ENTERS) == before
        terminal.press("fg\n")
        terminal.until_written(ENTERS, before + 1)
        terminal.until(lambda _: len(terminal.since(ENTERS)) > 2)
        terminal.press("\x03")
        terminal.until_written("ready> ", 4)
        terminal.press("exit\n")
        terminal.ended()
