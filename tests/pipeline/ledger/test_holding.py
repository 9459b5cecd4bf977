"""One run at a time holds an output folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.ledger.holding import Held, hold
from tests.pipeline.runs import Watching, run


def test_the_second_run_on_a_held_folder_says_who_holds_it_and_stops(place: Path, engine: Watching) -> None:
    (place / "hasil").mkdir()
    with hold(place / "hasil"):
        with pytest.raises(Held) as caught:
            run(place, engine)
        assert set(caught.value.holder) == {"komputer", "proses", "sejak"}
        shown = CliRunner().invoke(main, ["ingest", str(place / "masuk"), "-o", str(place / "hasil")])
        assert shown.exit_code == 1
        assert "sedang dipakai oleh proses" in shown.output
    run(place, engine)


def test_the_lock_of_a_killed_run_is_not_in_the_way(place: Path, engine: Watching) -> None:
    code = (
        "import sys,os,pathlib; from pipeline.ledger.holding import hold; c = hold(pathlib.Path(sys.argv[1])); c.__enter__(); os._exit(9)"
    )
    (place / "hasil").mkdir()
    subprocess.run([sys.executable, "-c", code, str(place / "hasil")], check=False)
    assert run(place, engine).documents == 3


def test_a_run_that_may_not_hold_the_folder_leaves_the_other_runs_landing_alone(place: Path, engine: Watching) -> None:
    landing = place / "hasil" / ".landing-1"
    landing.mkdir(parents=True)
    with hold(place / "hasil"), pytest.raises(Held):
        run(place, engine)
    assert landing.exists()
    run(place, engine)
    assert not landing.exists()
