"""The commands put together, and what typer says turned into lines of ours."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from govmatters.cli.auditing import audit
from govmatters.cli.checking import check
from govmatters.cli.counting import changes, population
from govmatters.cli.exporting import exports
from govmatters.cli.graphing import graph
from govmatters.cli.handling import handling, matrix
from govmatters.cli.importing import imports
from govmatters.cli.listing import lists
from govmatters.cli.measuring import indicators, ledger, targets
from govmatters.cli.nations import national
from govmatters.cli.planning import plan, reduce
from govmatters.cli.preceding import before
from govmatters.cli.showing import show
from govmatters.cli.synthesising import synthetic
from govmatters.report.cleaning import clean

__all__ = ["app", "run"]

app = typer.Typer(
    name="govmatters",
    help="Which papers a government matter still asks for, in which order, and what removed "
    "the others.",
    epilog="Exit codes: 0 well, 1 findings, 2 bad input.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    plan,
    reduce,
    show,
    graph,
    before,
    check,
    audit,
    handling,
    matrix,
    indicators,
    targets,
    ledger,
    population,
    changes,
):
    app.command()(_command)
app.command("list")(lists)
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")
app.add_typer(synthetic, name="synthetic")
app.add_typer(national, name="national")


def run(arguments: Sequence[str]) -> int:
    """
    Run one command.

    Args:
        arguments: Without the program's name.

    Returns:
        The exit code: what the command returns; 2 for arguments that make no command.

    Raises:
        GovMattersError: For bad input.
        KeyboardInterrupt: If somebody broke it off.
        BrokenPipeError: If nobody reads on.
    """
    command = typer.main.get_command(app)
    try:
        code = command.main(list(arguments), prog_name="govmatters", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as exc:
        # What typer makes of a broken pipe, and of nothing else while it does not stand alone.
        raise BrokenPipeError from exc
    except Exception as exc:
        # typer has brought its own copy of click since 0.25, so that its errors have no one class.
        say = getattr(exc, "format_message", None)
        if say is None:
            raise
        return _misused(exc, say())
    return code if isinstance(code, int) else 0


def _misused(exc: Exception, message: str) -> int:
    """Say in one line what is wrong with the arguments."""
    path = getattr(getattr(exc, "ctx", None), "command_path", "govmatters")
    said = " ".join(message.split()).rstrip(".").replace("Value error, ", "")
    print(clean(f"{path}: {said}; {path} --help says what it takes"), file=sys.stderr)  # noqa: T201
    return 2
