"""`stem-bot schema`: what editors need to complete and check the files of an operator."""

from __future__ import annotations

import json

import click

from bot.config.settings import json_schema as config_schema
from bot.declared.model import json_schema as declared_schema

_SCHEMAS = {"config": config_schema, "declared": declared_schema}


@click.command
@click.argument("file", type=click.Choice(list(_SCHEMAS)), default="config")
def schema(file: str) -> None:
    """Print the JSON Schema of config.yaml or of a file for `apply`.

    With the YAML extension of an editor, begin the file with
    "# yaml-language-server: $schema=config.schema.json".
    """
    click.echo(json.dumps(_SCHEMAS[file](), indent=2, ensure_ascii=False))
