"""The command reference of the README, written from the commands themselves.

    python -m nlp.cli.reference README.md    # rewrites the part between the two markers

A test holds the README against it, so the two cannot drift apart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- reference: begin -->", "<!-- reference: end -->"


def reference() -> str:
    """Every command with its arguments and options, as Markdown."""
    import typer

    from nlp.cli.app import app

    return "\n".join(_command(typer.main.get_command(app), "veille")).strip()


def with_reference(text: str) -> str:
    """``text`` with the part between the markers made anew; raises ValueError without markers."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} ... {END} in the text")
    return f"{head}{BEGIN}\n{reference()}\n{END}{tail}"


def _command(command: Any, path: str) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner:
        for name, child in inner.items():
            yield from _command(child, f"{path} {name}")
        return
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(
        [path, *(_argument(p) for p in arguments), *(["[OPTIONS]"] if options else [])]
    )
    summary = (command.help or "").strip().split("\n\n")[0].replace("\n", " ")
    yield f"**`{usage}`**  "
    yield f"{summary}"
    yield ""
    for option in options:
        yield f"- `{_option(option)}` {_help(option)}"
    yield ""


def _argument(param: Any) -> str:
    name = (param.metavar or param.name).upper().strip("[]").removesuffix("...")
    name = f"{name}..." if param.nargs == -1 else name
    return name if param.required else f"[{name}]"


def _option(param: Any) -> str:
    names = "/".join([param.opts[-1], *param.secondary_opts])
    return names if param.is_flag else f"{names} {param.opts[-1].lstrip('-').upper()}"


def _help(param: Any) -> str:
    told = (param.help or "").strip()
    default = param.default
    if param.is_flag or default in (None, "", ()) or param.multiple or callable(default):
        return told
    return f"{told} Default: {getattr(default, 'value', default)}."


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(with_reference(readme.read_text(encoding="utf-8")), encoding="utf-8")
