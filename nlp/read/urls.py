"""What is told of a URL: where it leads, and nothing that opens it.

``::`` stands between the URLs of a chain (fsspec), so it is part of no password.
"""

from __future__ import annotations

import re

_PASSWORD = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s/?#:@]*):(?!:)(?:(?!::)[^\s/?#])*@", re.I)
_SECRET = re.compile(
    r"([?&](?:x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)"
    r"|sig|signature|(?:access_|auth_)?token|api_?key|password|passwd|pwd)=)[^\s&#'\"]+",
    re.I,
)  # signed URLs of S3, Google and Azure, and what web services ask for


def without_secrets(text: str) -> str:
    """``text`` without the passwords of URLs in it, and with ``***`` for signatures and tokens.

    Example: ``without_secrets("ftp://ana:pw@host/a.zip") == "ftp://ana@host/a.zip"``
    """
    if "://" not in text:
        return text
    return _SECRET.sub(r"\1***", _PASSWORD.sub(r"\1@", text))
