"""One sum from two sides. Imports msgspec."""

import msgspec


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """One sum from two sides: where and of what, and what each side says."""

    name: str
    here: int
    there: int

    @property
    def holds(self) -> bool:
        """Whether both say the same."""
        return self.here == self.there
