"""What is a URL, and what is told of one: where it leads, and nothing that opens it.

``::`` stands between the URLs of a chain (fsspec), so it is part of no password.
"""

from __future__ import annotations

import os
import re

_URL = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.I)
_PASSWORD = re.compile(r"(\b[a-z][a-z0-9+.-]{0,30}://[^\s/?#:@]*):(?!:)(?:(?!::)[^\s/?#])*@", re.I)
_RAW_PASSWORD = re.compile(
    r"(\b[a-z][a-z0-9+.-]{0,30}://[^\s/?#:@\[]*):(?!:|\d*[/?#])(?:(?!::)\S){0,200}@", re.I
)  # with a slash or the like that is not escaped; no port
_TOKEN_USER = re.compile(r"(\bhttps?://)(?=[^\s/?#:@]*\d)[\w.~+=-]{16,}@", re.I)
_SECRET = re.compile(
    r"([?&](?:x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)"
    r"|sig|signature|(?:access_|auth_)?token|api_?key|password|passwd|pwd|(?:client_)?secret"
    r"|(?:key|code)(?==[^\s&#'\"]{16}))=)[^\s&#'\"]+",
    re.I,
)  # signed URLs of S3, Google and Azure, and what web services ask for


def is_url(name: str, folder: str | None = None) -> bool:
    """Whether ``name`` is for fsspec (``memory://x``, ``s3://bucket/x``), and no file that is there.

    ``folder`` is where a relative path starts, the working folder where it is None.
    """
    return bool(_URL.match(name)) and not os.path.lexists(os.path.join(folder or "", name))


def without_secrets(text: str) -> str:
    """``text`` without the passwords of URLs in it, and with ``***`` for signatures and tokens.

    A ``key`` or ``code`` of 16 characters or more is a secret, a shorter one names something; so it is
    with the user of a web address who has a figure in it and, now, no password.

    Example: ``without_secrets("ftp://ana:pw@host/a.zip") == "ftp://ana@host/a.zip"``
    """
    if "://" not in text:
        return text
    text = _RAW_PASSWORD.sub(r"\1@", _PASSWORD.sub(r"\1@", text))
    return _SECRET.sub(r"\1***", _TOKEN_USER.sub(r"\1***@", text))
