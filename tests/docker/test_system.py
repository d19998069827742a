"""What docker/system.sh says when it cannot go on; nothing is installed here."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "docker" / "system.sh"
REAL_TOOLS = ("grep", "cut", "sort", "find", "tail", "env")
AS_ROOT = {"id": "echo 0"}
# A machine where every package is missing.
NOTHING_INSTALLED = {"dpkg-query": "exit 1", "apt-cache": "exit 0"}


@pytest.fixture
def machine(tmp_path):
    """Runs the script where these tools answer as told; sudo is there only when told."""
    script = shutil.copy(SCRIPT, tmp_path)
    tmp_path.chmod(0o755)
    tools = tmp_path / "bin"
    tools.mkdir()
    # Scripts, never links: a link would let an answer be written into the real tool.
    real = {name: f'exec {shutil.which(name)} "$@"' for name in REAL_TOOLS}

    def run(answers, *groups):
        for name, body in (real | answers).items():
            (tools / name).write_text(f"#!/bin/sh\n{body}\n")
            (tools / name).chmod(0o755)
        own = {"PATH": str(tools), "TMPDIR": str(tmp_path)}
        return subprocess.run(
            ["/bin/sh", script, *groups], env=own, capture_output=True, text=True, check=False
        )

    return run


def test_system_without_apt_says_what_to_install(machine):
    done = machine({}, "redis")
    assert done.returncode == 1
    assert done.stderr.startswith("system: this is neither Debian nor Ubuntu. Install PostgreSQL")


def test_system_does_nothing_when_all_is_there(machine):
    all_there = {"dpkg-query": "echo ok installed", "apt-get": "exit 1"}
    done = machine(AS_ROOT | all_there, "redis")
    assert (done.returncode, done.stdout) == (0, "system: everything is there (redis)\n")


def test_system_without_network_passes_on_what_apt_said(machine):
    broken = {"apt-get": "echo 'E: Could not resolve the mirror'; exit 100"}
    done = machine(NOTHING_INSTALLED | AS_ROOT | broken, "redis")
    assert done.returncode == 1
    assert done.stderr == (
        "system: apt-get update failed: E: Could not resolve the mirror."
        " Check the network, then run this again.\n"
    )


def test_system_without_rights_names_the_command_for_root(machine):
    someone = {"id": "echo 1000", "apt-get": "exit 0", "realpath": 'echo "$1"'}
    done = machine(NOTHING_INSTALLED | someone, "redis")
    assert done.returncode == 1
    assert "there is no sudo. As root run:" in done.stderr
    assert done.stderr.strip().endswith("system.sh redis")


def test_system_too_old_for_postgis_says_which_is_new_enough(machine):
    nothing_on_offer = {"apt-cache": "exit 1", "apt-get": "exit 0"}
    done = machine(NOTHING_INSTALLED | AS_ROOT | nothing_on_offer, "database")
    assert done.returncode == 1
    assert done.stderr.endswith("Use Debian >= 12 or Ubuntu >= 24.04.\n")
