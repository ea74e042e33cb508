"""`stem-bot rubric import`: a district's own rubric becomes a file that the program reads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from bot.cli.failures import Told
from bot.cli.new_file import check_new_file, overwrite_option, write_new_file
from bot.cli.rubric.doubts_text import doubt_lines
from bot.cli.rubric.folders import installation_option, library_with, rubrics_option, settings_of
from bot.cli.rubric.level_names import level_names
from bot.cli.rubric.understood import understood_lines
from rubric.importers.options import Options
from rubric.importers.read import Imported, read
from rubric.importers.wording import slug
from rubric.importers.writing import as_yaml
from rubric.load import KEYS_OF_NO_INSTRUMENT, load_library
from rubric.model import Instrument, Library

BLOCKED = 1  # the exit code where something essential is missing


def _audiences(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for each in given:
        said, sign, meant = (part.strip() for part in each.partition("="))
        if not (said and sign and meant):
            raise click.BadParameter('write it as --audience "Community partners=Strategic Alliances"')
        pairs[said] = meant
    return pairs


def _instrument_id(_: click.Context, __: click.Parameter, given: str) -> str:
    if slug(given) != given:
        raise click.BadParameter("use small letters, digits and hyphens, such as our-rubric")
    return given


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output", type=click.Path(path_type=Path), help="The .yaml file to write; without it, only look."
)
@overwrite_option
@click.option("--id", "instrument_id", default="", callback=_instrument_id, help="The rubric's id.")
@click.option("--version", default="", help="The version that ratings keep, such as 1 or 2027.")
@click.option("--title", default="", help="The rubric's title.")
@click.option("--levels", callback=level_names, help='Its levels, the lowest first: "Low, Middle, High".')
@click.option(
    "--audience", "audiences", multiple=True, callback=_audiences, metavar="WORDS=AUDIENCE",
    help='Whom its words mean: "Community partners=Strategic Alliances"; can be given again.',
)  # fmt: skip
@click.option("--sheet", default="", help="The sheet of a workbook.")
@rubrics_option
@installation_option
def import_file(  # noqa: PLR0913 - one for each option
    file: Path,
    output: Path | None,
    *,
    overwrite: bool,
    instrument_id: str,
    version: str,
    title: str,
    levels: tuple[str, ...],
    audiences: dict[str, str],
    sheet: str,
    rubrics: tuple[Path, ...],
    config: Path | None,
) -> None:
    """Bring in your own rubric: print what FILE was understood as, every doubt, and write --output.

    FILE is the text of a map as copied from a PDF (.txt), a table with one row per indicator (.csv, .xlsx;
    see `stem-bot rubric template`), or a rubric in YAML. While something essential is missing, nothing is
    written.
    """
    if output:
        _check_output(output, overwrite=overwrite)
    said = Options(instrument_id, version.strip(), title.strip(), levels, audiences, sheet)
    imported = read(file, _knowing(said, library_with(settings_of(config), rubrics)))
    click.echo("\n".join(_lines(file, imported, shutil.get_terminal_size().columns)))
    _write(imported.instrument, output)


def _knowing(said: Options, library: Library) -> Options:
    """What was said, with whom the roles answer for and with the rubrics that come with the program."""
    audiences = tuple(dict.fromkeys(role.audience for role in library.roles.values()))
    return replace(said, known_audiences=audiences, known_instruments=load_library().instruments)


def _check_output(output: Path, *, overwrite: bool) -> None:
    if output.suffix != ".yaml":
        raise Told(f"{output} is not read by stem-bot. Give the file the ending .yaml.")
    if output.name in KEYS_OF_NO_INSTRUMENT:
        raise Told(
            f"A file named {output.name} holds something else. Name it after the rubric, our-rubric.yaml."
        )
    check_new_file(output, overwrite=overwrite)


def _lines(file: Path, imported: Imported, width: int) -> Iterator[str]:
    instrument = imported.instrument
    if instrument:
        yield f"{instrument.title} ({instrument.id}, version {instrument.version})"
        yield f"from {file}"
    else:
        yield str(file)
    if imported.draft:
        yield from understood_lines(imported.draft, width)
    yield from doubt_lines(imported.doubts, width)


def _write(instrument: Instrument | None, output: Path | None) -> None:
    if instrument is None:
        click.echo("\nNothing was written. Mend what is named above and import again.", err=True)
        raise click.exceptions.Exit(BLOCKED)
    if output is None:
        click.echo("\nNothing was written. With --output FILE.yaml it will be.")
        return
    write_new_file(output, as_yaml(instrument).encode())
    click.echo(f"\nWritten: {output}")
    click.echo("Put its folder under `rubrics:` in config.yaml, then run `stem-bot check`.")
