"""Documents that only an office program knows: Word 97 to 2003, WPS and RTF. LibreOffice makes Word documents of them.

LibreOffice alone keeps what a reader sees: automatic numbers, tables, and that what was deleted or hidden is not shown. antiword
leaves out the numbers that Word counts, catdoc some words, striprtf shows what was deleted.
"""

import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import InputError
from kg.reading import docx
from kg.reading.formats import NAMES, Format, detect
from kg.reading.layout import Layout
from kg.settings import load_settings

__all__ = ["read"]

_ENDINGS = {Format.DOC: ".doc", Format.RTF: ".rtf"}
_SHARE = 0.9  # of the reader's time, so that the program ends before who started it is killed
_MEMORY = 2 << 30  # bytes of address space; it maps half a GiB


def read(data: bytes, path: Path) -> Layout:
    """The text of the document, by way of the Word document that LibreOffice makes of it.

    Raises:
        InputError: LibreOffice is not installed, takes too long or cannot read the file; or as :func:`kg.reading.docx.read`.
    """
    known = detect(data)
    program = shutil.which("soffice")
    if program is None:
        raise InputError(path, f"{NAMES[known]}, which needs LibreOffice: apt-get install libreoffice-writer-nogui")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # what is being killed may still write
        source = Path(folder, f"document{_ENDINGS[known]}")
        source.write_bytes(data)
        made = Path(folder, "made", "document.docx")
        seconds = _SHARE * load_settings().read_timeout
        try:
            code = _convert(program, source, made.parent, seconds)
        except OSError as error:
            raise InputError(path, f"LibreOffice cannot be started: {error.strerror}") from error
        if code == -signal.SIGKILL:
            raise InputError(path, f"LibreOffice took longer than {seconds:g} s to read it (KG_READ_TIMEOUT, less a tenth)")
        if not made.exists():
            raise InputError(path, "LibreOffice cannot read it: it is damaged or encrypted")
        return replace(docx.read(made.read_bytes(), path), media_type=known)


def _convert(program: str, source: Path, into: Path, seconds: float) -> int:
    """Let LibreOffice write a Word document within so many ``seconds``; the exit code.

    When time is over, timeout(1) kills it, all that it started, and itself, even if this process is gone by then.
    """
    folder = source.parent
    command = [
        *("prlimit", f"--as={_MEMORY}:", "timeout", "--signal=KILL", str(seconds)),
        *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck"),
        *("--convert-to", "docx:Office Open XML Text", "--outdir", str(into), str(source)),
    ]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    nothing = subprocess.DEVNULL
    return subprocess.run(command, cwd=folder, env=environment, stdin=nothing, stdout=nothing, stderr=nothing, check=False).returncode  # noqa: S603
