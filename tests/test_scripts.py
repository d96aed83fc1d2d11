"""The scripts that set the site up: what they explain, what they leave alone, and that the locks fit together."""

import gettext
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Läge"\nmsgstr "{}"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing but the shared part of the scripts, and this one's .venv."""
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "lib").write_text((ROOT / "script" / "lib").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return tmp_path


def run(folder: Path, line: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run one line of shell after the shared part, as a script in that folder would."""
    script = folder / "script" / "try"
    script.write_text(f'. "$(dirname -- "$0")/lib"\n{line}\n', encoding="utf-8")
    return subprocess.run(
        ["/bin/sh", str(script)], env=os.environ | environ, capture_output=True, text=True, check=False, timeout=60
    )


def packages(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_dev_lock_holds_all_of_prod_in_the_same_versions() -> None:
    prod, dev = packages("prod"), packages("dev")
    assert prod
    assert {name: dev.get(name) for name in prod} == prod


@pytest.mark.parametrize("lock", ["prod", "dev", "tools"])
def test_lock_pins_every_package_with_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    assert lines
    assert [line for line in lines if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("script", ["setup", "server", "test", "cibuild"])
def test_script_explains_itself_without_setting_anything_up(script: str) -> None:
    answer = subprocess.run(
        [str(ROOT / "script" / script), "--help"], capture_output=True, text=True, check=True, timeout=20
    )
    assert f"script/{script}" in answer.stdout
    assert answer.stderr == ""


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("error: failed to create directory: Permission denied (os error 13)", "may not write there"),
        ("Temporary failure in name resolution\nERROR: No matching distribution found for uv", "cannot be reached"),
        ("cause: invalid peer certificate: UnknownIssuer\nerror sending request", "does not trust"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not what requirements/ names"),
        ("something else", "the lines above say why"),
    ],
)
def test_explain_ends_with_one_sentence(folder: Path, said: str, sentence: str) -> None:
    answer = run(folder, 'explain "pip" "$SAID"', SAID=said)
    assert answer.returncode == 1
    assert answer.stderr.startswith(said)
    assert sentence in answer.stderr.splitlines()[-1]


def test_missing_python_is_one_line_to_run_as_root(folder: Path) -> None:
    shims = folder / "bin"
    shims.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "apt-get"):
        (shims / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (shims / name).chmod(0o755)
    environ = {"PATH": f"{shims}:/usr/bin:/bin", "PORTAL_NO_APT": "1", "PORTAL_PYTHON": ""}
    answer = run(folder, "system_packages", **environ)
    assert answer.returncode == 1
    assert "run once as root: apt-get install -y python3 python3-venv libpango-1.0-0" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_python_that_runs_but_is_none_is_refused(folder: Path) -> None:
    answer = run(folder, "system_packages", PORTAL_PYTHON="/bin/true")
    assert answer.returncode == 1
    assert "PORTAL_PYTHON=/bin/true is not a Python 3.11" in answer.stderr


def test_set_up_folder_is_left_alone(folder: Path) -> None:
    (folder / "requirements").mkdir()
    for lock in ("prod", "dev"):
        text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
        (folder / "requirements" / f"{lock}.lock").write_text(text, encoding="utf-8")
    answer = run(folder, "install_lock() { fail 'it installs'; }\nsetup prod", PORTAL_NO_APT="1")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_mirror_of_pip_is_found_and_no_extra_index(folder: Path) -> None:
    config = folder / "pip.conf"
    config.write_text("[global]\nextra-index-url = https://extra.example/simple\n", encoding="utf-8")
    environ = {"PIP_CONFIG_FILE": str(config)}
    assert run(folder, "index_of_pip", **environ).stdout == ""
    environ["PIP_INDEX_URL"] = "https://mirror.example/simple"
    assert run(folder, "index_of_pip", **environ).stdout == "https://mirror.example/simple\n"


def test_catalogues_makes_what_is_missing_or_older(folder: Path) -> None:
    po = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO.format("Standing"), encoding="utf-8")
    assert run(folder, "catalogues").stderr == ""
    mo = po.with_suffix(".mo")
    with mo.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Läge") == "Standing"
    made = mo.stat().st_mtime_ns
    run(folder, "catalogues")
    assert mo.stat().st_mtime_ns == made, "it was made again though the .po had not changed"
    po.write_text(PO.format("State"), encoding="utf-8")
    os.utime(po, ns=(made + 10**9, made + 10**9))
    run(folder, "catalogues")
    with mo.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Läge") == "State"
