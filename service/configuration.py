"""Where settings come from: a file in TOML, the environment, the command line; the latter goes before the former."""

import argparse
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from refoulement.errors import SettingRefused
from refoulement.web.settings import Settings

PREFIX = "REFOULEMENT_"
CONFIG = "REFOULEMENT_CONFIG"  # the file's path, where no flag gives it
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def add_flags(command: argparse.ArgumentParser) -> None:
    """A flag for every setting; one that is not given says nothing."""
    command.add_argument(
        "--config", type=Path, metavar="FILE", help=f"a TOML file of settings (default: what {CONFIG} names, or none)"
    )
    kinds = get_type_hints(Settings)
    for one in fields(Settings):
        usage = f"{one.metadata['help']} (default: {shown(one.default)})".replace("%", "%%")
        flag = "--" + one.name.replace("_", "-")
        if kinds[one.name] is bool:
            command.add_argument(flag, dest=one.name, action="store_const", const="true", help=usage)
        else:
            command.add_argument(flag, dest=one.name, metavar=_name(kinds[one.name]), help=usage)


def settings(flags: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """What was set, wherever it was. Raises `SettingRefused` for what is no setting, or not of its kind."""
    config = flags.config or (Path(environment[CONFIG]) if environment.get(CONFIG) else None)
    found: dict[str, Any] = {}
    if config is not None:
        found |= _of_file(config)
    kinds = get_type_hints(Settings)
    for name, kind in kinds.items():
        if (text := environment.get(PREFIX + name.upper())) is not None:
            found[name] = _read(text, kind, f"{PREFIX}{name.upper()}")
        if (text := getattr(flags, name)) is not None:
            found[name] = _read(text, kind, f"--{name.replace('_', '-')}")
    return Settings(**found)


def shown(value: object) -> str:
    """A value as the command line takes it."""
    if isinstance(value, list | tuple):
        return " ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else "none" if value is None else str(value)


def _of_file(path: Path) -> dict[str, Any]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingRefused(f"{path}: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingRefused(f"{path}: this is no TOML: {error}") from error
    kinds = get_type_hints(Settings)
    if strange := sorted(set(told) - set(kinds)):
        raise SettingRefused(f"{path}: there is no setting {', '.join(strange)}; there are {', '.join(kinds)}")
    return {name: _read(shown(value), kinds[name], f"{path}: {name}") for name, value in told.items()}


def _read(text: str, kind: Any, where: str) -> Any:  # noqa: ANN401 - as the hints of a class are typed
    """A setting of a kind from its text."""
    if get_origin(kind) is tuple:
        return () if text.strip() == "none" else tuple(text.split())
    kind = getattr(kind, "__args__", (kind,))[0]  # of `Path | None`, the Path
    try:
        if kind is bool:
            return _TRUTHS[text.strip().lower()]
        return kind(text)
    except (KeyError, ValueError):
        raise SettingRefused(f"{where}: {text!r} is no {_name(kind)}") from None


def _name(kind: Any) -> str:  # noqa: ANN401 - likewise
    if get_origin(kind) is tuple:
        return '"TEXT …"'
    kind = getattr(kind, "__args__", (kind,))[0]
    return {bool: "true or false", int: "N", float: "SECONDS", Path: "PATH", str: "TEXT"}[kind]
