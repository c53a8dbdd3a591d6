"""The folders of vendored files: each has one owner in the manifest, and its licence beside it."""

import json

from tests.house.tree import ROOT, VENDOR, read


def test_every_folder_belongs_to_the_package_of_its_name_and_holds_its_licence() -> None:
    manifest = json.loads(read(VENDOR + "MANIFEST.json"))
    there = {path.name for path in (ROOT / VENDOR).iterdir() if path.is_dir()}
    assert there == {package["name"] for package in manifest}
    assert len(manifest) == len(there)
    for package in manifest:
        folder = package["name"]
        assert all(path.startswith(folder + "/") and ".." not in path for path in package["files"]), folder
        licences = [name for name in ("LICENSE", "OFL.txt") if (ROOT / VENDOR / folder / name).is_file()]
        assert licences, folder
        assert all((ROOT / VENDOR / folder / name).read_text(encoding="utf-8").strip() for name in licences)


def test_the_readme_of_the_folder_names_every_origin() -> None:
    told = read(VENDOR + "README.md")
    for package in json.loads(read(VENDOR + "MANIFEST.json")):
        assert f"`{package['origin'].split()[1]}`" in told or f"**{package['origin'].split()[1]}**" in told
