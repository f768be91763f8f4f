#!/usr/bin/env python3
"""windows.py PROGRAM: runs kigen.exe under wine as an officer would, and says of each thing whether it holds."""

import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import fcntl
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
REQUEST = ROOT / "fixtures" / "requests" / "協議_電気通信事業法の一部改正.yaml"
NOW = ["--now", "2025-09-09T17:30"]
# Wine before 9 has no such library, which Rust takes its random numbers from.
RANDOM = """
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length) {
  return SystemFunction036(bytes, (ULONG)length);
}
"""
# More than any run takes; one that waits for ever is seen to.
PATIENCE = 120


class Office:
    """A folder of requests, the program beside it, and a Windows of its own."""

    def __init__(self, place, program):
        self.place = place
        self.folder = place / "office"
        self.folder.mkdir()
        shutil.copy(program, self.folder / "kigen.exe")
        source = place / "random.c"
        source.write_text(RANDOM, encoding="ascii")
        library = self.folder / "bcryptprimitives.dll"
        subprocess.run(["x86_64-w64-mingw32-gcc", "-shared", "-o", library, source, "-ladvapi32"], check=True)
        self.requests = self.folder / "依頼"
        self.requests.mkdir()
        self.text = REQUEST.read_text(encoding="utf-8")
        for name in ("案.yaml", "a.yaml"):
            self.write(name, self.text)
        self.environment = {**os.environ, "WINEPREFIX": str(place / "prefix"), "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8"}
        self.environment.pop("KIGEN_LANG", None)
        subprocess.run(["wineboot", "--init"], env=self.environment, check=True, capture_output=True)

    def write(self, name, text):
        path = self.requests / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    def run(self, *arguments, given=b"", program=("./kigen.exe",)):
        """Status, standard output and standard error."""
        ran = subprocess.run(["wine", *program, *arguments], cwd=self.folder, env=self.environment, input=given,
                             capture_output=True, timeout=PATIENCE)
        return ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8", "replace")

    def windows(self, path):
        """A path as Windows has it."""
        return "Z:" + str(path).replace("/", "\\")

    def on_console(self, *arguments, keys=b"\r", until=None, before=()):
        """What a console of 100 columns shows, and whether the program waited for the keys."""
        child, main = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execvpe("wine", ["wine", *(before or ("./kigen.exe",)), *arguments],
                       {**self.environment, "TERM": "xterm-256color"})
        fcntl.ioctl(main, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        shown, waited, end = b"", False, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ready, _, _ = select.select([main], [], [], 1)
            try:
                part = os.read(main, 65536) if ready else None
            except OSError:
                break
            if part == b"":
                break
            shown += part or b""
            # Nothing more comes: the program waits, or the console does.
            if until and not waited and not ready and until in plain(shown):
                waited = True
                os.write(main, keys)
        else:
            os.kill(child, signal.SIGTERM)
        os.close(main)
        return shown, waited, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def plain(shown):
    """What is drawn, without how."""
    text = shown.decode("utf-8", "replace")
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b\][^\x07]*\x07", "", text)


CHECKS = []


def check(says):
    def added(function):
        CHECKS.append((says, function))
        return function

    return added


def findings(said):
    return [line for line in said.splitlines() if " KG101 " in line]


@check("says its version and the edition of its zones")
def version(office):
    status, out, _ = office.run("--version")
    assert status == 0 and re.fullmatch(r"kigen \d+\.\d+\.\d+ \(tzdata \d{4}[a-z]\)\s*", out), out


@check("a path with \\ and Japanese letters; reports have /")
def backslash(office):
    status, out, _ = office.run("check", *NOW, "--format", "concise", "依頼\\案.yaml")
    assert status == 1 and findings(out)[0].startswith("依頼/案.yaml:"), out


@check("globs of arguments, which no shell expands")
def globs(office):
    for pattern in ("依頼\\*.yaml", "依頼\\?.YAML", office.windows(office.requests) + "\\*.yaml"):
        status, out, _ = office.run("check", *NOW, "--format", "concise", pattern)
        found = [line.split(":")[0] for line in findings(out)]
        assert status == 1 and found == ["依頼/a.yaml", "依頼/案.yaml"], (pattern, out)


@check("a whole path, of either case and however it begins")
def whole(office):
    whole = office.windows(office.requests) + "\\a.yaml"
    for path in (whole, whole.replace("Z:", "z:"), "\\\\?\\" + whole, whole.replace("\\", "/")):
        status, out, _ = office.run("check", *NOW, "--format", "concise", path)
        assert status == 1 and findings(out)[0].startswith("依頼/a.yaml:"), (path, out)


@check("a path on another drive is shown as C:/…")
def drive(office):
    (office.place / "prefix/drive_c/外.yaml").write_text(office.text, encoding="utf-8")
    status, out, _ = office.run("check", *NOW, "--format", "concise", "C:\\外.yaml")
    assert status == 1 and findings(out)[0].startswith("C:/外.yaml:"), out


@check("a name that a Mac wrote in pieces")
def pieces(office):
    office.write("府省への協議（か\u3099）.yaml", office.text)
    status, out, _ = office.run("check", *NOW, "--format", "concise", "依頼\\府省への協議（が）.yaml")
    os.remove(office.requests / "府省への協議（か\u3099）.yaml")
    assert status == 1 and findings(out), out


@check("a path of more than 260 letters")
def long(office):
    folder = "長い名前のフォルダ" * 7
    path = office.write(f"{folder}/{folder}/{folder}/{folder}/案.yaml", office.text)
    try:
        name = str(path.relative_to(office.folder)).replace("/", "\\")
        assert len(office.windows(path)) > 260
        status, out, _ = office.run("check", *NOW, "--format", "concise", name)
        assert status == 1 and findings(out)[0].startswith("依頼/" + folder), out
        status, out, _ = office.run("check", *NOW, "--format", "concise", "依頼")
        assert status == 1 and len(findings(out)) == 3 and "KG017" not in out, out
    finally:
        shutil.rmtree(office.requests / folder)


@check("names of devices: NUL, CON and nul.yaml are read as no request, and no file of such a name is made")
def devices(office):
    for name in ("NUL", "CON", "nul.yaml", "依頼\\aux"):
        status, _, said = office.run("check", "--format", "concise", name)
        assert status == 2 and "使えない名前です" in said, (name, said)
    status, _, said = office.run("check", *NOW, "--output", "json=NUL", "依頼\\a.yaml")
    assert status == 1 and not said, said
    status, _, said = office.run("new", "協議", "--output", "CON.yaml")
    assert status == 2 and "使えない名前です" in said, said
    assert not [path for path in office.folder.iterdir() if path.name.lower().split(".")[0] in ("nul", "con")]


@check("--fix keeps CRLF, and leaves nothing beside the file")
def line_ends(office):
    path = office.write("直す.yaml", office.text.replace("\n", "\r\n"))
    before = sorted(os.listdir(office.requests))
    status, out, said = office.run("check", *NOW, "--fix", "依頼\\直す.yaml")
    text = path.read_bytes()
    assert status == 0 and "修正" in out + said, out + said
    assert "17時30分" in text.decode("utf-8").splitlines()[6]
    assert text.count(b"\r\n") == text.count(b"\n") == office.text.count("\n")
    assert sorted(os.listdir(office.requests)) == before
    status, _, said = office.run("check", *NOW, "--fix", "依頼\\直す.yaml")
    assert status == 0, said
    os.remove(path)


@check("a report, a template and a baseline are written, and written anew")
def written(office):
    for _ in range(2):
        status, _, said = office.run("check", *NOW, "--output", "json=結果.json", "依頼\\a.yaml")
        assert status == 1, said
        assert json.loads((office.folder / "結果.json").read_text(encoding="utf-8"))["requests"][0]["path"] == "依頼/a.yaml"
        status, _, said = office.run("check", *NOW, "--write-baseline", "依頼")
        assert status == 0, said
    status, out, said = office.run("check", *NOW, "--baseline", "kigen-baseline.json", "依頼")
    assert status == 0, out + said
    os.remove(office.folder / "kigen-baseline.json")
    status, _, said = office.run("new", "協議", "--output", "新しい協議.yaml")
    assert status == 0 and (office.folder / "新しい協議.yaml").is_file(), said


@check("--since says that git is missing")
def no_git(office):
    status, _, said = office.run("check", "--since", "HEAD", "依頼")
    assert status == 2 and "git" in said, said


@check("another encoding (cp932) is an error with advice that Windows can follow: no iconv")
def encoding(office):
    path = office.requests / "古い.yaml"
    path.write_bytes(office.text.encode("cp932"))
    status, out, _ = office.run("check", *NOW, "依頼\\古い.yaml")
    os.remove(path)
    assert status == 1 and "KG001" in out and "Shift_JIS" in out and "iconv" not in out, out


@check("CRLF and a byte order mark, as Windows' editors leave them")
def notepad(office):
    path = office.requests / "メモ帳.yaml"
    for encoding in ("utf-8-sig", "utf-16"):
        path.write_bytes(office.text.replace("\n", "\r\n").encode(encoding))
        status, out, _ = office.run("check", *NOW, "--format", "concise", "依頼\\メモ帳.yaml")
        assert status == 1 and findings(out)[0].startswith("依頼/メモ帳.yaml:7:7:"), (encoding, out)
    os.remove(path)


class Editor:
    """What an editor says to `kigen lsp`, and hears."""

    def __init__(self, office):
        self.server = subprocess.Popen(["wine", "./kigen.exe", "lsp"], cwd=office.folder, env=office.environment,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def say(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def hear(self, method):
        """The next notification of that name."""
        while True:
            length = 0
            while (line := self.server.stdout.readline().strip()) or not length:
                assert line or self.server.poll() is None, "the server has ended"
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(self.server.stdout.read(length))
            if message.get("method") == method:
                return message["params"]


@check("the editor's server takes file:///c%3A/…, finds the configuration there and answers by the same address")
def server(office):
    folder = office.place / "prefix/drive_c/依頼"
    folder.mkdir(exist_ok=True)
    (folder / "kigen.yaml").write_text("値: {KG101: {min_response: PT1H}}\n", encoding="utf-8")
    uri = "file:///c%3A/" + urllib.parse.quote("依頼/案.yaml")
    editor = Editor(office)
    editor.say(id=1, method="initialize", params={"processId": None, "capabilities": {}, "rootUri": None,
                                                  "initializationOptions": {"now": "2025-09-09T17:30"}})
    editor.say(method="initialized", params={})
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": office.text}
    editor.say(method="textDocument/didOpen", params={"textDocument": document})
    published = editor.hear("textDocument/publishDiagnostics")
    editor.say(id=2, method="shutdown")
    editor.say(method="exit")
    assert editor.server.wait(PATIENCE) == 0
    assert published["uri"] == uri, published
    codes = {found.get("code") for found in published["diagnostics"]}
    assert "KG103" in codes and "KG101" not in codes, codes


@check("a console shows Japanese, in colours, whatever its code page")
def console(office):
    for page in ("932", "65001"):
        shown, _, _ = office.on_console("check", *NOW, "依頼\\a.yaml",
                                        before=("cmd", "/c", f"chcp {page} >NUL & kigen.exe"))
        assert "48時間に30分不足しています" in plain(shown), (page, plain(shown))
        assert re.search(rb"\x1b\[[0-9;]*3[0-9]", shown), page
        assert "[31m" not in plain(shown) and "←[" not in plain(shown), plain(shown)


@check("a file dropped onto the icon: the report stays until a key")
def dropped(office):
    shown, waited, status = office.on_console(office.windows(office.requests / "a.yaml"), until="Enter")
    assert waited and "KG101" in plain(shown) and status == 1, (waited, status, plain(shown))
    # What was typed does not wait.
    shown, waited, _ = office.on_console("check", *NOW, "依頼\\a.yaml", until="Enter")
    assert not waited, plain(shown)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="kigen-windows-") as place:
        office = Office(pathlib.Path(place), program)
        print(subprocess.run(["wine", "--version"], env=office.environment, capture_output=True, text=True).stdout.strip())
        for says, holds in CHECKS:
            if wanted and holds.__name__ not in wanted:
                continue
            try:
                holds(office)
                print(f"ok      {says}", flush=True)
            except (AssertionError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"FAILED  {says}\n{error}", flush=True)
        subprocess.run(["wineserver", "-k"], env=office.environment, check=False)
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
