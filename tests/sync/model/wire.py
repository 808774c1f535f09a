"""A line to a registry in this very process that fails in every way a line and a program can.

What goes over it are the bytes of real questions and answers of the real server; what happens to each of them is said
beforehand, one word a question:

    through  as it should be          lost   it never arrives          deaf    it arrives, its answer does not
    cut      half of it arrives       twice  it arrives twice          late    it arrives when something else has
    before   the registry's program ends before its next commit        after   and after it, before it answers
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Protocol

import httpx
import msgspec

from fieldpoint.errors import Code, Unavailable
from fieldpoint.registry.store import RegistryStore
from fieldpoint.serving.guard import Guard
from fieldpoint.sync.line import Question, Reply

WORDS = ("through", "lost", "deaf", "cut", "twice", "late", "before", "after")
URL = "http://localhost"


class PowerCutError(BaseException):
    """The program is gone at this very place; nothing catches it."""


class Fragile(RegistryStore):
    """The registry's database, whose program ends around its next commit when it is told to."""

    def __init__(self, whole: RegistryStore) -> None:
        super().__init__(whole._db)  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001  the same open database
        self.ends: str | None = None

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Everything inside is committed together, unless the program ends here."""
        ends, self.ends = self.ends, None
        with super().transaction():
            yield
            if ends == "before":
                raise PowerCutError
        if ends == "after":
            raise PowerCutError


class Centre(Protocol):
    """The registry's end of the wire."""

    late: list[Question]
    app: Guard
    store: Fragile

    def begin_again(self) -> None:
        """The program ended and was started again."""
        ...


class Wire:
    """A line on which these words come true, one a question; behind the last one everything goes through."""

    def __init__(self, centre: Centre, words: Iterable[str] = ()) -> None:
        self._centre = centre
        self._words = iter(words)

    async def ask(self, question: Question) -> Reply:
        """The answer, or `Unavailable`."""
        word = next(self._words, "through")
        if word == "late":
            self._centre.late.append(question)
        if word in ("lost", "late"):
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        if word == "twice":
            await self._carry(question)
        if word in ("before", "after"):
            self._centre.store.ends = word
        if word == "cut":
            question = msgspec.structs.replace(question, body=question.body[: len(question.body) // 2])
        reply = await self._carry(question)
        self._centre.store.ends = None
        if word in ("deaf", "cut"):
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return reply

    async def close(self) -> None:
        """Nothing to hang up."""

    async def _carry(self, question: Question) -> Reply:
        line = httpx.ASGITransport(self._centre.app)  # type: ignore[arg-type]
        asked = httpx.Request(
            question.method, URL + question.path, headers=dict(question.headers), content=question.body
        )
        try:
            answer = await line.handle_async_request(asked)
            return Reply(status=answer.status_code, body=await answer.aread(), headers=dict(answer.headers))
        except PowerCutError:
            self._centre.begin_again()
            raise Unavailable(Code.REGISTRY_UNREACHABLE) from None
