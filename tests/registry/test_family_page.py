"""The family's page at the registry's card hosts: what is left, no name, one answer for all that is no card."""

import re

import pytest

from fieldpoint.core.base64url import b64url
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.core.log_rows import CardBind, CardIssue, CardKeyAdd, CardReprint, CardRevoke
from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.signature import public_key
from fieldpoint.registry.family.routes import moment_now
from fieldpoint.registry.feed.roster import take_in
from fieldpoint.registry.folder import Registry
from tests.registry.cases import give, set_rule, site, whole, write
from tests.registry.officers.desk import Browser
from tests.registry.support import Sender, enrol_sender, name_of, stored
from tests.served import serve

HOST = "cards.test"
SEED = b"\x77" * 32
CARD = CardId(name_of("a card", 8))
NAME = CardName(card=CARD, kid=5, serial=1)
TOKEN = sign_token(NAME, SEED)


@pytest.fixture
def home(registry: Registry) -> Sender:
    """A site that issued a card, bound to a household, and goes by a basket of two a month."""
    made = site(7)
    enrol_sender(registry, made)
    write(made, CardKeyAdd, kid=5, public=b64url(public_key(SEED)), op="lead")
    write(made, CardIssue, card=CARD, kid=5, serial=1, short="AAAAAAAA")
    write(made, CardBind, card=CARD, hh=HouseholdId(name_of("h1", 8)))
    set_rule(made, 2)
    stored(registry, whole(made))
    return made


@pytest.fixture
def telephone(registry: Registry) -> Browser:
    """A family's telephone, which asks the card host."""
    app = serve(registry, {"registry.test"}, {HOST})
    return Browser(app, address="192.0.2.9")


def ask(telephone: Browser, path: str) -> tuple[int, str]:
    """The status and the page of an address on a card."""
    answer = telephone.get(path, headers={"Host": HOST})
    return answer.status_code, answer.text


def said(page: str) -> list[str]:
    """What the page says of each programme: the class of its line."""
    return re.findall(r'<li class="(\w+)">', page)


def test_a_card_shows_what_is_left_until_it_is_taken(registry: Registry, home: Sender, telephone: Browser) -> None:
    """Two baskets, then one, then none of this month; whoever gave them and when is not on the page."""
    month = moment_now().counted[:7]
    status, page = ask(telephone, f"/C/{TOKEN}")
    assert (status, said(page)) == (200, ["due"])
    assert "۲" in page
    before = len(home.lines)
    give(home, "h1", 2, cycle=month, day=moment_now().counted)
    stored(registry, home.arrival(before + 1, before + 1))
    status, page = ask(telephone, f"/C/{TOKEN}")
    assert (status, said(page)) == (200, ["done"])
    assert "s-07" not in page


def test_what_another_site_gave_counts_too(registry: Registry, home: Sender, south: Sender, telephone: Browser) -> None:
    """The registry knows what no single site does."""
    give(south, "h1", 2, cycle=moment_now().counted[:7], day=moment_now().counted)
    stored(registry, whole(south))
    assert said(ask(telephone, f"/C/{TOKEN}")[1]) == ["done"]
    assert home.site == "s-07"


def test_no_name_is_on_the_page(registry: Registry, home: Sender, telephone: Browser) -> None:
    """The roster's people make the page right and are not on it; it is small, and runs nothing."""
    take_in(registry, [("1", _household())])
    answer = telephone.get(f"/C/{TOKEN.lower()}", headers={"Host": HOST})
    assert answer.status_code == 200
    assert said(answer.text) == ["due"]
    assert "نمونه" not in answer.text
    assert "<script" not in answer.text
    css = telephone.get("/static/card.css", headers={"Host": HOST})
    assert len(answer.content) + len(css.content) <= 20_000
    assert answer.headers["Refresh"].startswith("20;")
    assert answer.headers["Cache-Control"] == "no-store"
    assert home.site == "s-07"


def test_all_that_is_no_card_gets_the_same_answer(home: Sender, telephone: Browser) -> None:
    """A flipped symbol, another key's signature, another's card, nonsense: one page, to the byte."""
    flipped = TOKEN[:60] + ("0" if TOKEN[60] != "0" else "1") + TOKEN[61:]
    forged = sign_token(NAME, b"\x01" * 32)
    unknown = sign_token(CardName(card=CardId(name_of("no card", 8)), kid=5, serial=1), SEED)
    other_key = sign_token(CardName(card=CARD, kid=6, serial=1), SEED)
    answers = {ask(telephone, f"/C/{text}") for text in (flipped, forged, unknown, other_key, "x", TOKEN + "0", "%00")}
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert home.site == "s-07"


def test_a_card_that_may_not_be_used_says_so(registry: Registry, home: Sender, telephone: Browser) -> None:
    """An older print is told to show the newer one; a revoked card is not in use."""
    before = len(home.lines)
    write(home, CardReprint, card=CARD, kid=5, serial=2, op="lead")
    stored(registry, home.arrival(before + 1, before + 1))
    assert "چاپ تازهٔ همین کارت" in ask(telephone, f"/C/{TOKEN}")[1]
    newer = sign_token(CardName(card=CARD, kid=5, serial=2), SEED)
    assert said(ask(telephone, f"/C/{newer}")[1]) == ["due"]
    write(home, CardRevoke, card=CARD, op="lead")
    stored(registry, home.arrival(before + 2, before + 2))
    assert "این کارت فعال نیست" in ask(telephone, f"/C/{newer}")[1]


def test_whoever_guesses_has_to_wait(home: Sender, telephone: Browser) -> None:
    """After a few texts that are no cards a real one has to wait as well."""
    statuses = [ask(telephone, f"/C/{number}")[0] for number in range(15)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert ask(telephone, f"/C/{TOKEN}")[0] == 429
    assert home.site == "s-07"


def test_a_card_host_answers_families_alone(home: Sender, telephone: Browser) -> None:
    """Officers, sites and watchers come by the registry's own name; a family's page says so in both languages."""
    for path in ("/officers/sign-in", "/health", "/metrics", "/v1/feed", "/"):
        assert ask(telephone, path)[0] == 404
    assert "Household card" in ask(telephone, "/C?lang=en")[1]
    assert ask(telephone, f"/C/{TOKEN}?lang=en&size=large")[0] == 200
    assert home.site == "s-07"


def _household() -> Household:
    person = Person(
        person=name_of("somebody", 8),  # type: ignore[arg-type]
        ordinal=1,
        is_head=True,
        given_name="مریم",
        family_name="نمونه",
        relation="سرپرست",
        sex="female",
        born_on=None,
        phone=None,
        id_kind="none",
        id_value=None,
        id_flag="",
        tags=(),
        note="",
    )
    return Household(
        household=HouseholdId(name_of("h1", 8)),
        office="city",
        code="1",
        neighbourhood="شوش",
        registered_on="1400-01-01",  # type: ignore[arg-type]
        members=(person,),
    )
