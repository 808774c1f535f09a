"""What the API is sent and answers beside the views of overview/. Imports msgspec and the views."""

from typing import Annotated, Literal

import msgspec

from fieldpoint.core.batch import SiteCode
from fieldpoint.registry.decide import Resolution
from fieldpoint.registry.overview.shapes import BatchView, WithheldView

Text = Annotated[str, msgspec.Meta(max_length=80)]


class InviteRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /api/v1/sites. An officer's sites are their own organisation's, whatever it says."""

    site: SiteCode
    title: Text = ""
    organisation: Text = ""


class NameRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /api/v1/sites/{site}/names."""

    title: Text
    organisation: Text = ""


class KeyEndRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /api/v1/sites/{site}/keys/{kid}/ends."""

    how: Literal["retired", "compromised"]


class DecisionRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /api/v1/cases/{case}/decisions."""

    to: Resolution


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time code by which a site enrols, said this once."""

    site: str
    code: str


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """It was done."""

    done: Literal[True] = True


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a batch is in now; another history stays beside even so."""

    released: bool


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows count that were withheld before."""

    rows: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept while its effect is withheld."""

    batches: list[BatchView]
    rows: list[WithheldView]
