"""What somebody does by saying something: supports, opposes, proposes, or does not."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Act(StrEnum):
    """What is done by saying it."""

    QUESTION = "question"
    PROPOSAL = "proposal"
    PLAN = "plan"
    POSSIBILITY = "possibility"
    DECISION = "decision"
    OBLIGATION = "obligation"
    SUPPORT = "support"
    WELCOME = "welcome"
    OPPOSITION = "opposition"
    WARNING = "warning"
    CERTAINTY = "certainty"


class Deed(BaseModel):
    """An act, and whether it is denied; what is no `Act` goes by its `verb`."""

    model_config = ConfigDict(frozen=True)

    act: Act | None
    verb: str = ""
    denied: bool = False

    @property
    def strict(self) -> bool:
        """Whether to take somebody for its doer by mistake turns a position round."""
        return self.denied or self.act is Act.OPPOSITION

    @property
    def settled(self) -> Deed:
        """The same as support or its denial, where it is one of these: opposing is not to support.

        >>> Deed(act=Act.OPPOSITION).settled == Deed(act=Act.SUPPORT, denied=True)
        True
        """
        if self.act is Act.OPPOSITION:
            return Deed(act=Act.SUPPORT, denied=not self.denied)
        return Deed(act=Act.SUPPORT, denied=self.denied) if self.act is Act.WELCOME else self

    def contraries(self) -> tuple[str, ...]:
        """Both ways of telling a denied or opposing deed, as a question puts them.

        >>> Deed(act=Act.OPPOSITION).contraries()
        ('oppose', 'do not support')
        """
        if self.settled.act is Act.SUPPORT:
            return _AGAINST if self.settled.denied else _FOR
        return (f"do not {self.act.value if self.act else self.verb}",)


_AGAINST = ("oppose", "do not support")
_FOR = ("support", "do not oppose")
