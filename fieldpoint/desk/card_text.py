"""The text of a card's QR code, as it is printed: signed with the key under which the card's present print stands."""

from collections.abc import Mapping

from fieldpoint.core.card import CardName, card_text, sign_token


def printed_text(name: CardName, seeds: Mapping[int, bytes], host: str) -> str | None:
    """The text of this print of a card; nothing where its key is ended, or was lost with a newer database."""
    seed = seeds.get(name.kid)
    return None if seed is None else card_text(host, sign_token(name, seed))
