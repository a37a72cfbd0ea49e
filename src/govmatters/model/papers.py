"""Papers: a material type of a subject, such as ``id_card of mother`` (PL-1)."""

from __future__ import annotations

import attrs

__all__ = ["APPLICANT", "Paper"]

APPLICANT = "applicant"
"""The subject that is always there."""


@attrs.frozen(order=True)
class Paper:
    """
    What is handed in: whose paper, and of what kind.

    Attributes:
        type: Id of the material type.
        subject: Whose paper it is: a role, ``applicant`` unless told otherwise.

    Examples:
        >>> Paper.parse("id_card of mother")
        Paper(type='id_card', subject='mother')
        >>> str(Paper("id_card"))
        'id_card of applicant'
    """

    type: str
    subject: str = APPLICANT

    @classmethod
    def parse(cls, text: str) -> Paper:
        """
        Read ``type of subject``, or ``type`` alone for the applicant's.

        Args:
            text: Ids hold no white space, so that the text has one word or three.

        Returns:
            The paper.

        Raises:
            ValueError: If the text has another shape.
        """
        match text.split():
            case [kind]:
                return cls(kind)
            case [kind, "of", subject]:
                return cls(kind, subject)
        msg = f"{text[:80]!r} is no paper; write it as `id_card` or `id_card of mother`"
        raise ValueError(msg)

    def __str__(self) -> str:
        """Write the paper in full."""
        return f"{self.type} of {self.subject}"
