"""What comes from elsewhere is pinned, listed and unchanged; what is here stands where it belongs."""

import hashlib
import json
import os
import re
import stat
import subprocess
import tomllib
from importlib.metadata import requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, VENDOR, files, project_files, read

TOP_LEVEL = {
    "pyproject.toml",
    "app",
    "static",
    "templates",
    "tests",
    "Dockerfile",
    "README.md",
    "Makefile",
    "LICENSE",
}
NAME = "[A-Za-z0-9][A-Za-z0-9._-]*"


def pins() -> dict[str, str]:
    lines = [line for line in read(".requirements/constraints.txt").splitlines() if not line.startswith("#")]
    odd = [line for line in lines if not re.fullmatch(rf"{NAME}==[\w.+!]+", line)]
    assert not odd, f"a pin is name==version, without an address and without a hash: {odd}"
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


def needed() -> set[str]:
    """What pyproject.toml names, and all that this needs in turn, as the installed packages tell."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    waiting = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    found: set[tuple[str, str]] = set()
    while waiting:
        wanted = Requirement(waiting.pop())
        for extra in ["", *wanted.extras]:
            key = (canonicalize_name(wanted.name), extra)
            if key in found:
                continue
            found.add(key)
            for line in requires(wanted.name) or []:
                marker = Requirement(line).marker
                if marker is None or marker.evaluate({"extra": extra}):
                    waiting.append(line)
    return {name for name, _ in found}


def test_every_package_is_pinned_down_to_the_last_and_no_other() -> None:
    # but pip, which pip-audit asks for: it is what installs them, and an environment brings its own
    assert needed() - {"pip"} == set(pins())


def test_what_builds_the_package_is_pinned() -> None:
    build = tomllib.loads(read("pyproject.toml"))["build-system"]["requires"]
    assert all(re.fullmatch(rf"{NAME}==[\w.]+", line) for line in build)


def test_what_is_installed_is_what_is_pinned() -> None:
    assert {name: version(name) for name in pins()} == pins()


def test_vendored_files_are_listed_and_unchanged() -> None:
    manifest = json.loads(read(VENDOR + "MANIFEST.json"))
    listed = {path: checksum for package in manifest for path, checksum in package["files"].items()}
    there = {path.removeprefix(VENDOR) for path in project_files() if path.startswith(VENDOR)}
    assert there - {"MANIFEST.json", "README.md"} == set(listed)
    for path, checksum in listed.items():
        assert hashlib.sha256((ROOT / VENDOR / path).read_bytes()).hexdigest() == checksum, path


def test_every_vendored_package_tells_its_version_and_licence() -> None:
    for package in json.loads(read(VENDOR + "MANIFEST.json")):
        assert re.search(r"\d+\.\d+", package["version"]), package["name"]
        assert package["licence"], package["name"]
        assert package["origin"].startswith("npm "), package["name"]
        assert any(re.search(r"/(LICENSE|OFL)", path) for path in package["files"]), package["name"]


def test_a_vendored_module_imports_only_vendored_modules() -> None:
    modules = [p for p in project_files() if re.fullmatch(VENDOR + r"(lit-html|signals-core)/.*\.m?js", p)]
    assert modules
    for path in modules:
        for target in re.findall(r"""(?:from|import)\s*["']([^"']+)["']""", read(path)):
            assert (ROOT / path).parent.joinpath(target).resolve().is_file(), f"{path} imports {target}"


def test_the_top_level_holds_nothing_else() -> None:
    strangers = {path.split("/")[0] for path in project_files()} - TOP_LEVEL
    assert not {name for name in strangers if not name.startswith(".")}


def test_no_file_knows_a_registry_or_a_machine() -> None:
    # written so that this file does not name them either
    host = r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|unpkg[.]|jsdelivr[.]|cdnjs[.]|googleapis[.]"
    # only their beginnings: /tmp and /venv are names that any machine has
    place = r"(?<![\w.<)}/-])/(?:work|root|home|Users|opt)/\w"
    for path in files(r".*\.(?!woff2|png|ico)\w+$", r"\.[^.]*$", r"[^.]+$"):
        assert not re.search(f"{host}|{place}", read(path)), path


def test_the_lock_of_the_page_tests_names_no_address() -> None:
    lock = json.loads(read("tests/page/package-lock.json"))
    wanted = json.loads(read("tests/page/package.json"))["dependencies"]
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert "resolved" not in json.dumps(lock)


def test_ci_runs_every_check_and_every_test() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & stat.S_IXUSR
    subprocess.run(["bash", "-n", str(script)], check=True)
    lines = [line.strip() for line in read(".ci/run").splitlines()]
    assert "set -euo pipefail" in lines
    assert lines.index("make check") < lines.index("make test")


def test_make_has_the_targets_that_people_look_for() -> None:
    environment = {**os.environ, "MAKEFLAGS": "", "MAKELEVEL": ""}
    told = subprocess.run(
        ["make", "help"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert set(re.findall(r"^make (\w+)", told.stdout, flags=re.MULTILINE)) == {
        "help",
        "run",
        "test",
        "check",
        "audit",
        "bench",
        "clean",
    }


def test_the_container_is_pinned_unprivileged_and_can_be_asked_how_it_is() -> None:
    lines = read("Dockerfile").splitlines()
    assert [line for line in lines if line.startswith("FROM ")][-1] == "FROM python:3.12-slim"
    assert any("-c .requirements/constraints.txt" in line for line in lines)
    assert any(re.fullmatch(r"USER [1-9]\d*(:[1-9]\d*)?", line) for line in lines)
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    # the exec form: a shell in between would keep SIGTERM for itself
    assert lines[-1].startswith("CMD [")
