"""The command as a process of its own: what is imported, signals, pipes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = "import sys; heavy = {'sympy', 'numpy', 'lark', 'jinja2', 'rich', 'mpmath'} & set(sys.modules); print(sorted(heavy))"


def python(code: str, **environment: str) -> str:
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_import_is_light() -> None:
    assert python(f"import symproof, symproof.cli; {HEAVY}") == "[]\n"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["verify", "--help"], ["verfy"], ["explain", "E301"]])
def test_quick_commands_are_light(arguments: list[str]) -> None:
    code = f"from symproof.cli import run; run({arguments!r}); {HEAVY}"
    assert python(code).splitlines()[-1] == "[]"


def test_completion_is_light() -> None:
    code = f"""
from symproof.cli import run
try:
    run([])
except SystemExit:
    pass
{HEAVY}
"""
    out = python(code, _SYMPROOF_COMPLETE="bash_complete", COMP_WORDS="symproof ver", COMP_CWORD="1")
    assert out.splitlines() == ["plain,verify", "[]"]


def symproof(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "symproof", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **more)


def test_version() -> None:
    from symproof import __version__

    assert symproof("--version").stdout == f"symproof {__version__}\n"


def test_a_full_disk_is_one_line() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "symproof", "explain", "E301"]
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert found.returncode == 2
    assert "Traceback" not in found.stderr
    assert found.stderr.splitlines()[0] == "symproof: No space left on device"


def test_a_broken_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m symproof explain E301 | true; exit ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert found.stderr == ""
    assert found.returncode == 0


def test_a_terminal_without_unicode() -> None:
    found = symproof("explain", "E301", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert found.returncode == 0


# --- the end of a run ------------------------------------------------------------------------------

def begun(tmp_path: Path) -> subprocess.Popen[str]:
    """A run that has begun to work in two processes of its own, all in one group of processes."""
    source = Path(__file__).parents[2] / "proofs" / "corrected" / "03-group.tex"
    settings = source.parent / "settings"
    shutil.copytree(settings, tmp_path / "settings")
    for name in ("a.tex", "b.tex"):
        shutil.copy(source, tmp_path / name)
    command = [sys.executable, "-m", "symproof", "verify", "a.tex", "b.tex", "--jobs", "2", "--exhaustive"]
    found = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    children = Path(f"/proc/{found.pid}/task/{found.pid}/children")
    while found.poll() is None and len(children.read_text().split()) < 2:
        time.sleep(0.01)
    return found


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc here")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_over(tmp_path: Path, kind: signal.Signals) -> None:
    found = begun(tmp_path)
    os.kill(found.pid, kind)
    _, told = found.communicate(timeout=60)  # not before the last process has closed its pipe
    assert found.returncode == (130 if kind is signal.SIGINT else -kind)
    assert "Traceback" not in told


def test_without_a_standard_output() -> None:
    command = f"{sys.executable} -m symproof explain E301 >&-"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("arguments", ["verify missing.tex", "verify missing.tex --format json", "verfy"])
def test_nobody_is_there_to_be_told(arguments: str) -> None:
    command = f"{sys.executable} -m symproof {arguments} 2>&1 | true; exit ${{PIPESTATUS[0]}}"
    assert subprocess.run(["bash", "-c", command], capture_output=True, timeout=60).returncode == 2


@pytest.mark.parametrize("module", ["symproof.cli", "click", "sympy"])
def test_an_interruption_while_it_is_imported(tmp_path: Path, module: str) -> None:
    """Ctrl-C in the middle of an import, by a finder of modules that raises it there."""
    (tmp_path / "a.tex").write_text("\\begin{document}\\end{document}")
    code = f"""
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
sys.argv = ["symproof", "verify", "a.tex"]
from symproof.start import main
main()
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert (found.returncode, found.stderr.strip(), found.stdout) == (130, "symproof: interrupted", "")
