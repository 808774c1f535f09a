"""Tablets are let in by one-time codes, people by leads; what is revoked stays revoked, in restored copies too."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.access_rows import OperatorRole, Role
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.core.persian import fold
from fieldpoint.desk.appoint import add_first_lead, change_role, give_pin, hash_new_pin, revoke_operator
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.pair_tablet import pair_tablet, revoke_tablet
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.entry import operators, tablets
from fieldpoint.store.entry.sign_ins import CODE_MS, find_session, make_code
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.desk.entry import add, outcome, pair, sign_in
from tests.desk.support import Desk
from tests.device import PIN, QUICK, Device

NAME = "سارا احمدی"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A site with an open day."""
    return Desk(tmp_path)


def code_of(desk: Desk, device: Device, code: str) -> Code | None:
    """Why a tablet is not let in, or nothing when it is."""
    try:
        desk.write(lambda tx: pair_tablet(tx, device.show(code)))
    except FieldpointError as fault:
        return fault.code
    return None


def test_code_lets_one_tablet_in_once(desk: Desk) -> None:
    """Used, guessed and old codes are all the same answer."""
    code = desk.write(lambda tx: make_code(tx, "tablet"))
    first = desk.write(lambda tx: make_code(tx, "first"))
    found = [code_of(desk, Device(), one) for one in (code, code, "0" * 10, first)]
    assert found == [None, *[Code.PAIRING_CODE_WRONG] * 3]
    late, rebooted = (desk.write(lambda tx: make_code(tx, "tablet")) for _ in range(2))
    desk.later(mono_ms=CODE_MS + 1, wall_ms=-(10**9))
    assert code_of(desk, Device(), late) == Code.PAIRING_CODE_WRONG
    desk.later(boot=2, mono_ms=-CODE_MS)
    assert code_of(desk, Device(), rebooted) == Code.PAIRING_CODE_WRONG


def test_key_of_another_proves_nothing(desk: Desk) -> None:
    """Whoever shows a key without holding it is not let in, and the code stands."""
    code = desk.write(lambda tx: make_code(tx, "tablet"))
    thief, owner = Device(), Device()
    shown = replace(thief.show(code), public=owner.public)
    with pytest.raises(FieldpointError) as fault:
        desk.write(lambda tx: pair_tablet(tx, shown))
    assert fault.value.code == Code.SIGNATURE_INVALID
    assert code_of(desk, owner, code) is None


def test_first_lead_is_the_only_first_one(desk: Desk) -> None:
    """A second one-time code makes nobody a lead; a new code replaces the last."""
    desk.write(lambda tx: add_first_lead(tx, NAME, hash_new_pin(PIN, QUICK)))
    with pytest.raises(FieldpointError) as fault:
        desk.write(lambda tx: add_first_lead(tx, "other", hash_new_pin(PIN, QUICK)))
    assert fault.value.code == Code.PAIRING_CODE_WRONG
    older, newer = (desk.write(lambda tx: make_code(tx, "first")) for _ in range(2))
    for code, expected in ((older, False), (newer, True)):
        shown = Device().show(code)
        try:
            desk.write(lambda tx, shown=shown: pair_tablet(tx, shown, "first"))
        except FieldpointError:
            assert not expected
        else:
            assert expected


def test_two_people_have_two_names(desk: Desk) -> None:
    """Another spelling of a name is the same name, until its owner may not sign in any more."""
    first = add(desk, "علی كريمى")
    with pytest.raises(FieldpointError) as fault:
        add(desk, "علی‌کریمی")
    assert fault.value.code == Code.NAME_TAKEN
    desk.write(lambda tx: revoke_operator(tx, first, "lead"))
    assert add(desk, "علی کریمی") != first


def test_last_lead_cannot_be_revoked(desk: Desk) -> None:
    """Somebody must be left who can add others."""
    one, other = add(desk, "one", "lead"), add(desk, "other", "admin")
    desk.write(lambda tx: revoke_operator(tx, one, "lead"))
    with pytest.raises(FieldpointError) as fault:
        desk.write(lambda tx: revoke_operator(tx, other, "lead"))
    assert fault.value.code == Code.LAST_LEAD


def test_role_changes_with_name_and_pin_kept(desk: Desk) -> None:
    """One row says who, what and by whom; the same role again says nothing; the session of before is over."""
    who, lead, tab = add(desk, NAME), add(desk, "lead", "lead"), pair(desk)
    before = sign_in(desk, tab, NAME) or ""
    for _ in range(2):
        desk.write(lambda tx: change_role(tx, who, "lead", lead))
    rows = [decode_row(one) for (one,) in desk.connection.execute("SELECT line FROM log WHERE type = 'operator.role'")]
    assert [(row.who, row.role, row.op) for row in rows if isinstance(row, OperatorRole)] == [(who, "lead", lead)]
    assert find_session(desk.connection, before) is None
    after = find_session(desk.connection, sign_in(desk, tab, NAME) or "")
    assert (after and after.operator, after and after.role) == (who, "lead")
    verify(desk.site)


def test_last_lead_stays_one(desk: Desk) -> None:
    """Somebody must be left who can add others; a lead may become an admin. Nobody's role changes for nobody."""
    one, other = add(desk, "one", "lead"), add(desk, "other")
    assert _refused(desk, one, "operator") == _refused(desk, one, "kiosk") == Code.LAST_LEAD
    assert _refused(desk, one, "admin") is None
    desk.write(lambda tx: change_role(tx, other, "lead", one))
    assert _refused(desk, one, "kiosk") is None
    desk.write(lambda tx: revoke_operator(tx, one, other))
    assert _refused(desk, one, "lead") == Code.OPERATOR_UNKNOWN
    assert _refused(desk, "o0000000", "lead") == Code.OPERATOR_UNKNOWN


def _refused(desk: Desk, who: str, role: Role) -> Code | None:
    try:
        desk.write(lambda tx: change_role(tx, who, role, "lead"))
    except FieldpointError as fault:
        return fault.code
    return None


def test_session_ends_with_tablet_person_pin_and_day(desk: Desk) -> None:
    """Each of them takes the session away at once; a new one on the same tablet takes the last one's place."""
    who = add(desk, NAME)
    ends = (
        lambda tx, tab: revoke_tablet(tx, tab, "lead"),
        lambda tx, _: give_pin(tx, who, hash_new_pin(PIN, QUICK), "lead"),
        lambda tx, _: close_day(tx, "lead"),
        lambda tx, _: revoke_operator(tx, who, "lead"),
    )
    for end in ends:
        tab = pair(desk)
        before = sign_in(desk, tab, NAME) or ""
        token = sign_in(desk, tab, NAME) or ""
        assert find_session(desk.connection, before) is None
        assert find_session(desk.connection, token) is not None
        desk.write(lambda tx, end=end, tab=tab: end(tx, tab))
        assert find_session(desk.connection, token) is None
    verify(desk.site)


def test_whoever_closes_the_day_stays_to_copy_its_seal(desk: Desk) -> None:
    """The day's end ends everybody's session but the closer's own."""
    lead, _ = add(desk, NAME, "lead"), add(desk, "other")
    closer, other = sign_in(desk, pair(desk), NAME) or "", sign_in(desk, pair(desk), "other") or ""
    desk.write(lambda tx: close_day(tx, lead))
    assert find_session(desk.connection, closer) is not None
    assert find_session(desk.connection, other) is None


def test_rows_hold_no_name_and_no_pin(desk: Desk) -> None:
    """Nothing that names a person or a tablet, and nothing that is made from a PIN, is in log or witness."""
    add(desk, NAME)
    device = Device()
    desk.write(lambda tx: pair_tablet(tx, device.show(make_code(tx, "tablet"), "میز پنجره")))
    kept = operators.pin_of(desk.connection, _operator(desk))
    assert kept is not None
    rows = (desk.site.folder / "site.witness").read_bytes()
    assert b"operator.add" in rows
    for secret in (NAME.encode(), "میز پنجره".encode(), PIN.encode(), kept.kept, kept.salt, kept.kept.hex().encode()):
        assert secret not in rows


def _operator(desk: Desk) -> OperatorId:
    found = operators.find_name(desk.connection, fold(NAME))
    assert found is not None
    return found.operator


def test_yesterdays_copy_lets_nobody_in_who_was_revoked_since(desk: Desk, tmp_path: Path) -> None:
    """The copy's witness brings revocations, roles, locks and changed PINs back; the new tablet is known too."""
    gone, kept, changed = add(desk, "gone"), add(desk, "kept", "lead"), add(desk, "changed")
    lowered = add(desk, "lowered", "lead")
    lost, guessed = pair(desk), pair(desk)
    token = sign_in(desk, lost, "kept") or ""
    desk.connection.close()
    yesterday = tmp_path / "yesterday"
    shutil.copytree(desk.site.folder, yesterday)
    desk.connection = desk.site.connect()
    desk.write(lambda tx: revoke_operator(tx, gone, kept))
    desk.write(lambda tx: revoke_tablet(tx, lost, kept))
    desk.write(lambda tx: change_role(tx, lowered, "kiosk", kept))
    desk.write(lambda tx: give_pin(tx, changed, hash_new_pin("719305", QUICK), kept))
    assert _guess_ten_times(desk, guessed, "kept") == 10
    new = pair(desk)
    shutil.copyfile(desk.site.folder / "site.witness", yesterday / "site.witness")
    desk.connection.close()
    desk.site = open_site(yesterday)
    desk.connection = desk.site.connect()
    assert find_session(desk.connection, token) is None
    tablet = tablets.find_tablet(desk.connection, lost)
    assert (tablet and tablet.revoked, tablets.find_tablet(desk.connection, new) is not None) == (True, True)
    found = [outcome(desk, new, name, PIN) for name in ("gone", "kept", "changed")]
    assert found == ["wrong", "in", "wrong"]
    assert outcome(desk, guessed, "kept", PIN) == "pin-reset-needed"
    present = operators.find_operator(desk.connection, lowered)
    assert present is not None
    assert present.role == "kiosk"
    verify(desk.site)
    rebuild(desk.site.folder)
    assert outcome(desk, guessed, "kept", PIN) == "pin-reset-needed"


def _guess_ten_times(desk: Desk, tablet: TabletId, name: str) -> int:
    """Wrong PINs with all the patience of the world; answers how many were looked at."""
    looked_at = 0
    while (said := outcome(desk, tablet, name)) != "pin-reset-needed":
        looked_at += said == "wrong"
        desk.later(mono_ms=60_000)
    return looked_at


def test_site_knows_its_tablets_after_its_database_was_lost(desk: Desk) -> None:
    """From the witness alone keys and revocations stand again; names are gone, and nobody has a PIN."""
    who, kept, lost = add(desk, NAME, "lead"), pair(desk), pair(desk)
    desk.write(lambda tx: revoke_tablet(tx, lost, who))
    desk.connection.close()
    desk.site.database.unlink()
    rebuild(desk.site.folder)
    with closing(open_site(desk.site.folder).connect(read_only=True)) as connection:
        found = {one.tablet: one.revoked_at is None for one in tablets.list_tablets(connection)}
        assert found == {kept: True, lost: False}
        assert operators.pin_of(connection, who) is None
