"""What programs that watch over the registry are told, and what strangers are not."""

from fieldpoint.clock import wall_ms
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.sessions import make_key
from fieldpoint.registry.watch.exposition import Family, Sample, exposition
from fieldpoint.registry.watch.numbers import numbers
from fieldpoint.registry.watch.readiness import Readiness
from tests.registry.officers.desk import Office, by_terminal
from tests.registry.support import NOW, Sender, stored


def key_of(office: Office, name: str, role: str, organisation: str = "") -> dict[str, str]:
    """The header by which a program asks in an officer's name."""
    made = office.account(name, role, organisation)  # type: ignore[arg-type]
    return {"Authorization": f"Bearer {make_key(office.registry.store, by_terminal(), made.officer, 'watch')}"}


def test_the_numbers_are_those_of_the_rows(registry: Registry, log: Sender) -> None:
    """Rows held, rows withheld with the moment the oldest came, what waits for a person."""
    log.add(b'{"v":1,"t":"of-a-newer-site","id":"AAAAAAAAAAAAAAAAAAAAAA","seq":11}')
    stored(registry, log.arrival(1, 11))
    text = exposition(numbers(registry.store, NOW))
    assert 'fieldpoint_site_rows_total{site="s-01"} 11' in text
    assert 'fieldpoint_site_withheld_rows{site="s-01",code="unsupported_type"} 1' in text
    assert f'fieldpoint_site_withheld_since_seconds{{site="s-01",code="unsupported_type"}} {NOW // 1000}' in text
    assert 'fieldpoint_site_lives{site="s-01"} 1' in text
    assert "fieldpoint_registry_waiting_touches 0" in text
    assert "# TYPE fieldpoint_site_rows_total counter" in text


def test_ready_until_another_version_took_the_tables(registry: Registry) -> None:
    """A database that takes what is written is ready; one that a newer process changed, or that is gone, is not."""
    assert Readiness(registry.store).look()
    db = registry.store._db  # type: ignore[attr-defined]  # noqa: SLF001
    if "Sqlite" in type(db).__name__:
        db.execute("PRAGMA user_version = 999")
    else:
        db.execute("INSERT INTO steps (number) VALUES (999)")
    assert not Readiness(registry.store).look()


def test_strangers_learn_whether_it_serves_and_nothing_else(registry: Registry, log: Sender) -> None:
    """/health and /ready answer anybody in a word; the numbers are for a key of the whole registry alone."""
    office = Office(registry, log)
    stranger = office.stranger(address="192.0.2.7")
    assert set(stranger.get("/health").json()) == {"status", "version"}
    assert stranger.get("/ready").json() == {"status": "ready"}
    assert stranger.get("/metrics").status_code == 403
    here = office.stranger()
    assert here.get("/metrics").status_code in {401, 403}
    for name, role, organisation, status in (
        ("first", "auditor", "", 200),
        ("second", "admin", "", 200),
        ("third", "officer", "city", 403),
        ("fourth", "auditor", "city", 403),
    ):
        assert here.get("/metrics", headers=key_of(office, name, role, organisation)).status_code == status


def test_the_text_is_prometheus_own(registry: Registry, log: Sender) -> None:
    """Media type and lines are those of the format; what stands in a label cannot end it."""
    office = Office(registry, log)
    answer = office.stranger().get("/metrics", headers=key_of(office, "first", "admin"))
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.text.endswith("\n")
    assert abs(wall_ms() // 1000 - _value(answer.text, "fieldpoint_registry_time_seconds")) < 120
    hostile = Family(name="x", about="a\nb", samples=[Sample(number=1, labels={"site": 'a"} 9\n\\'})])
    assert exposition([hostile]) == '# HELP x a\\nb\n# TYPE x gauge\nx{site="a\\"} 9\\n\\\\"} 1\n'


def _value(text: str, name: str) -> int:
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name} "))
