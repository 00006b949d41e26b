"""Checks that no tracked file holds the name of a package mirror or registry, or a path of somebody's machine.

The mirror and the registry are asked for by name (apt, npm), so the names themselves are not in this file.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlparse

ROOT = Path(__file__).resolve().parents[2]
# Split, so that the check does not find itself.
WELL_KNOWN = ["deb" + r"\.debian" + r"\.org", "snapshot" + r"\.debian", "registry" + r"\.npm", "registry" + r"\.yarn"]
PATHS = [r"/ho" + r"me/[a-z]\w*/", r"/Us" + r"ers/\w+/", r"/ro" + r"ot/\.?\w"]
BINARY = {".png", ".ico", ".xlsx", ".zip", ".gz", ".wasm", ".woff2", ".webp"}


def output_of(*command):
    if not shutil.which(command[0]):
        return ""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def configured_hosts():
    """Hosts that this machine's apt and npm are told to use."""
    addresses = output_of("apt-get", "indextargets", "--format", "$(REPO_URI)").split()
    addresses += output_of("npm", "config", "get", "registry").split()
    hosts = {urlparse(address).hostname for address in addresses}
    return [re.escape(host) for host in sorted(filter(None, hosts)) if host not in ("localhost", "127.0.0.1")]


def machine_paths():
    folders = {str(ROOT), str(ROOT.parent)} - {"/"}
    return [rf"(?<![\w.*}}-]){re.escape(folder)}(?=/)" for folder in sorted(folders)] + PATHS


def main():
    forbidden = re.compile("|".join([*WELL_KNOWN, *configured_hosts(), *machine_paths()]))
    tracked = output_of("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    files = [ROOT / name for name in sorted(filter(None, tracked))]
    problems = []
    for path in files:
        if path.suffix in BINARY or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            found = forbidden.search(line)
            if found:
                problems.append(f"{path.relative_to(ROOT)}:{number}: {found.group(0)}")
        if path.name == "package-lock.json" and '"resolved"' in path.read_text(encoding="utf-8"):
            problems.append(f"{path.relative_to(ROOT)}: holds download addresses (\"resolved\")")
    print("\n".join([*problems, f"machine names: {len(files)} files, {len(problems)} problems"]))
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
