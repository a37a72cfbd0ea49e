"""How fields are read that name something else: records, regions, papers, questions."""

from __future__ import annotations

import keyword
import unicodedata
from typing import TYPE_CHECKING

from govmatters.conditions import Condition, parse_condition
from govmatters.conditions.parsing import RESERVED
from govmatters.errors import SHOWN, ConditionError
from govmatters.io.fields import identifier, is_id, text
from govmatters.io.nodes import Node, WrongError
from govmatters.model import Paper

if TYPE_CHECKING:
    from govmatters.io.context import Context, Parse

__all__ = ["condition", "is_question_id", "paper", "question_id", "reference", "region"]


def reference(*collections: str) -> Parse[str]:
    """Read the id of a record of one of some collections."""

    def parse(node: Node, context: Context) -> str:
        value = identifier(node, context)
        if any(context.is_named(name, value) for name in collections):
            return value
        known = [known for name in collections for known in context.ids.get(name, ())]
        where = " or ".join(collections)
        hint = context.hint(value, known, "declare it, or mend the id")
        raise WrongError(node, f"no {value[:SHOWN]!r} among {where}; {hint}")

    return parse


def region(node: Node, context: Context) -> str:
    """Read the code of a region."""
    value = text(node, context)
    if not (context.regions.is_known(value) or value in context.lost.get("regions", ())):
        hint = context.region_hint(value)
        raise WrongError(node, f"no region {value[:SHOWN]!r}; {hint}")
    return value


def paper(node: Node, context: Context) -> Paper:
    """Read a paper, whose type is declared; remember its place."""
    written = text(node, context)
    try:
        read = Paper.parse(written)
    except ValueError as exc:
        raise WrongError(node, str(exc)) from None
    for part in (read.type, read.subject):
        if not is_id(part):
            raise WrongError(node, f"{part[:SHOWN]!r} is no id; ids have no : or , in them")
    if not context.is_named("material_types", read.type):
        types = context.ids.get("material_types", {})
        hint = context.hint(read.type, types, "declare it, or mend the id")
        raise WrongError(node, f"no {read.type[:SHOWN]!r} among material_types; {hint}")
    context.papers.append((read, node))
    return read


def condition(node: Node, context: Context) -> Condition | None:
    """Read a condition; None only if it names a question that is itself at fault."""
    written = text(node, context)
    try:
        return parse_condition(written, questions=context.questions, regions=context.regions)
    except ConditionError as exc:
        if any(name in written for name in context.broken):
            return None
        offset = len(written) - len(written.lstrip()) + exc.offset
        raise WrongError(node, f"condition {exc.text[:SHOWN]!r}: {exc.problem}", offset) from None


def is_question_id(value: str) -> bool:
    """Say whether conditions can name an id, as it is written."""
    plain = unicodedata.normalize("NFKC", value)
    is_word = keyword.iskeyword(value) or value in RESERVED
    return plain == value and value.isidentifier() and not is_word


def question_id(node: Node, context: Context) -> str:
    """Read the id of a question: an identifier that conditions can name."""
    value = identifier(node, context)
    plain = unicodedata.normalize("NFKC", value)
    if not plain.isidentifier() or keyword.iskeyword(plain) or plain in RESERVED:
        reserved = keyword.iskeyword(plain) or plain in RESERVED
        why = "is a word of conditions" if reserved else "is no identifier (letters, digits, _)"
        raise WrongError(node, f"the question id {value[:SHOWN]!r} {why}; rename it")
    if plain != value:
        raise WrongError(node, f"conditions read the id {value!r} as {plain!r}; write that")
    return value
