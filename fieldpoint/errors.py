"""The one error tree: six kinds of failure, and every stable code on one page.

A class says what kind of failure it is, a code says which one, facts say where. No prose here: HTTP
statuses live in `serving/problems.py`, Persian sentences in the page's catalogue, the operator's
hints in `cli/words.py`. A code never changes its meaning; a retired code stays listed.

Imports the standard library only.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

Fact = str | int


class Code(StrEnum):
    """Every code that may leave fieldpoint, in an HTTP answer or at a terminal."""

    # What was sent cannot be read.
    BODY_MALFORMED = "body-malformed"
    BODY_TOO_LARGE = "body-too-large"
    MEDIA_TYPE_UNSUPPORTED = "media-type-unsupported"
    REQUEST_INVALID = "request-invalid"
    HEAD_TOO_LARGE = "head-too-large"
    RECEIVE_SLOW = "receive-slow"
    HOST_UNKNOWN = "host-unknown"
    HTTPS_NEEDED = "https-needed"

    # What was asked for does not exist, or may not be asked for.
    ROUTE_UNKNOWN = "route-unknown"
    METHOD_UNKNOWN = "method-unknown"
    SESSION_MISSING = "session-missing"
    SECRET_WRONG = "secret-wrong"  # noqa: S105  a code, not a secret
    TABLET_UNKNOWN = "tablet-unknown"
    TABLET_NOT_FOUND = "tablet-not-found"
    SIGNATURE_INVALID = "signature-invalid"
    REQUEST_REPLAYED = "request-replayed"
    STALE_START = "stale-start"
    ROLE_MISSING = "role-missing"
    PAIRING_CODE_WRONG = "pairing-code-wrong"
    PIN_WRONG = "pin-wrong"
    PIN_LOCKED = "pin-locked"
    PIN_RESET_NEEDED = "pin-reset-needed"
    PIN_WEAK = "pin-weak"
    NAME_TAKEN = "name-taken"
    LAST_LEAD = "last-lead"
    OPERATOR_UNKNOWN = "operator-unknown"
    CARD_UNKNOWN = "card-unknown"
    CARD_REVOKED = "card-revoked"
    CARD_FORGED = "card-forged"
    CARD_KEY_UNKNOWN = "card-key-unknown"
    CARD_BLOCKED = "card-blocked"
    CARD_PRINTS_USED_UP = "card-prints-used-up"
    CARD_KEY_ENDED = "card-key-ended"
    CARD_KEY_SIGNS = "card-key-signs"
    CARD_KEY_MISSING = "card-key-missing"
    PROGRAMME_UNKNOWN = "programme-unknown"
    MEMBER_UNKNOWN = "member-unknown"
    OVERRIDE_NOT_ALLOWED = "override-not-allowed"
    ALREADY_OVERRIDDEN = "already-overridden"
    SECOND_PERSON_SAME = "second-person-same"
    CONFIRMATION_NOT_AWAITED = "confirmation-not-awaited"
    CONFIRMATION_LATE = "confirmation-late"
    HANDOUT_ID_REUSED = "handout-id-reused"
    EVENT_ID_REUSED = "event-id-reused"
    HANDOUT_UNKNOWN = "handout-unknown"
    HOUSEHOLD_UNKNOWN = "household-unknown"
    CASE_UNKNOWN = "case-unknown"
    VOID_NEEDS_LEAD = "void-needs-lead"
    CARD_BOUND = "card-bound"
    MERGE_INVALID = "merge-invalid"
    MERGE_UNKNOWN = "merge-unknown"
    MERGE_NOT_LAST = "merge-not-last"
    HOUSEHOLD_INVALID = "household-invalid"
    HOUSEHOLD_CHANGED = "household-changed"
    HOUSEHOLD_LIKELY_KNOWN = "household-likely-known"
    CODE_TAKEN = "code-taken"
    CARD_PRACTICE = "card-practice"
    CARD_REAL = "card-real"
    PRACTICE_SWITCHED = "practice-switched"
    PRACTICE_STAYS = "practice-stays"
    DAY_NOT_OPEN = "day-not-open"
    CLOCK_BEHIND = "clock-behind"
    TOO_FAST = "too-fast"
    SEARCHED_OFTEN = "searched-often"
    SITE_ROLLED_BACK = "site-rolled-back"
    SITE_BUSY = "site-busy"
    STORAGE_FAILED = "storage-failed"
    DISK_FULL = "disk-full"
    DISK_ALMOST_FULL = "disk-almost-full"
    UNEXPECTED = "unexpected"

    # The data folder and its files.
    FOLDER_UNREADABLE = "folder-unreadable"
    SITE_MISSING = "site-missing"
    SITE_EXISTS = "site-exists"
    KEY_UNREADABLE = "key-unreadable"
    KEY_WRONG = "key-wrong"
    DATABASE_UNREADABLE = "database-unreadable"
    DATABASE_NEWER = "database-newer"
    DATABASE_LOST = "database-lost"
    DATABASE_DAMAGED = "database-damaged"
    ENGINE_UNFIT = "engine-unfit"
    WITNESS_MISSING = "witness-missing"
    WITNESS_PLACE_TAKEN = "witness-place-taken"
    WITNESS_FAILED = "witness-failed"
    WITNESS_FOREIGN = "witness-foreign"
    WITNESS_DIVERGED = "witness-diverged"
    WITNESS_DAMAGED = "witness-damaged"
    PROJECTION_WRONG = "projection-wrong"
    CHAIN_BROKEN = "chain-broken"
    PORT_TAKEN = "port-taken"
    CHILD_ENDED = "child-ended"
    DAY_INVALID = "day-invalid"
    SETTINGS_INVALID = "settings-invalid"
    PROGRAMME_NOT_FOUND = "programme-not-found"
    PROGRAMME_INVALID = "programme-invalid"
    PROGRAMME_TOO_LARGE = "programme-too-large"
    PROGRAMME_PERIOD_CHANGED = "programme-period-changed"
    PROGRAMME_VERSION_TAKEN = "programme-version-taken"
    FILE_UNWRITABLE = "file-unwritable"
    ASSET_MISSING = "asset-missing"
    AUTHORITY_MISSING = "authority-missing"
    AUTHORITY_EXISTS = "authority-exists"
    AUTHORITY_UNREADABLE = "authority-unreadable"
    AUTHORITY_ENDED = "authority-ended"

    # Files that people bring.
    FILE_UNREADABLE = "file-unreadable"
    FILE_TAKEN = "file-taken"
    COPY_KEY_UNFIT = "copy-key-unfit"
    COPY_UNREADABLE = "copy-unreadable"
    FILE_NOT_TEXT = "file-not-text"
    FILE_TRUNCATED = "file-truncated"
    LAST_LINE_OPEN = "last-line-open"
    FILE_KIND_UNKNOWN = "file-kind-unknown"
    WORKBOOK_UNREADABLE = "workbook-unreadable"
    WORKBOOK_UNSAFE = "workbook-unsafe"
    SHEET_MISSING = "sheet-missing"
    FILE_TOO_LARGE = "file-too-large"
    LINE_TOO_LONG = "line-too-long"
    ROW_MALFORMED = "row-malformed"
    COLUMNS_MISSING = "columns-missing"
    COLUMNS_TOO_MANY = "columns-too-many"
    COLUMN_DOUBLED = "column-doubled"
    ROSTER_EMPTY = "roster-empty"
    IMPORT_RUNNING = "import-running"
    IMPORT_OVERTAKEN = "import-overtaken"
    IMPORT_UNKNOWN = "import-unknown"
    IMPORT_UNREADY = "import-unready"
    IMPORT_PART_UNFIT = "import-part-unfit"
    EXPORT_UNKNOWN = "export-unknown"
    MAPPING_NOT_FOUND = "mapping-not-found"
    MAPPING_INVALID = "mapping-invalid"

    # What travels to the registry.
    BATCH_MALFORMED = "batch-malformed"
    BATCH_TOO_LARGE = "batch-too-large"
    BATCH_VERSION_UNKNOWN = "batch-version-unknown"
    BATCH_DIGEST_WRONG = "batch-digest-wrong"
    BATCH_SIGNATURE_WRONG = "batch-signature-wrong"
    BATCH_CHAIN_BROKEN = "batch-chain-broken"
    BATCH_STUMBLES = "batch-stumbles"
    CHAIN_FORK = "chain-fork"
    SITE_KEY_UNKNOWN = "site-key-unknown"
    SITE_KEY_TAKEN = "site-key-taken"
    SITE_FOREIGN = "site-foreign"
    TOKEN_WRONG = "token-wrong"  # noqa: S105  a code, not a secret
    ENROL_CODE_WRONG = "enrol-code-wrong"
    ENROL_CODE_USED = "enrol-code-used"
    ENROL_CODE_OLD = "enrol-code-old"
    ENROL_PROOF_WRONG = "enrol-proof-wrong"
    REGISTRY_URL_UNFIT = "registry-url-unfit"
    REGISTRY_AUTHORITY_UNFIT = "registry-authority-unfit"
    REGISTRY_MISSING = "registry-missing"
    REGISTRY_EXISTS = "registry-exists"
    REGISTRY_NOT_ENROLLED = "registry-not-enrolled"
    REGISTRY_UNREACHABLE = "registry-unreachable"
    REGISTRY_KEY_UNKNOWN = "registry-key-unknown"
    REGISTRY_AHEAD = "registry-ahead"
    PUSH_RUNNING = "push-running"
    STICK_FILE_UNREADABLE = "stick-file-unreadable"
    STICK_FILE_FOREIGN = "stick-file-foreign"
    STICK_UNWRITABLE = "stick-unwritable"
    COPY_IN_POSTGRES = "copy-in-postgres"
    FEED_GAP = "feed-gap"
    ROWS_UNKNOWN = "rows-unknown"
    EPOCH_UNKNOWN = "epoch-unknown"
    EPOCH_RETIRED = "epoch-retired"
    EPOCH_ENDED = "epoch-ended"
    EPOCH_DUE = "epoch-due"
    EPOCH_NOT_DUE = "epoch-not-due"
    KEY_REVOKED = "key-revoked"
    KEY_ENDED = "key-ended"
    BATCH_UNKNOWN = "batch-unknown"
    FEED_RESET = "feed-reset"
    SITE_UNKNOWN = "site-unknown"
    BATCH_BUSY = "batch-busy"
    REGISTRY_DATABASE_AWAY = "registry-database-away"
    POSTGRES_UNFIT = "postgres-unfit"
    POSTGRES_DRIVER_MISSING = "postgres-driver-missing"
    STOCK_UNKNOWN = "stock-unknown"
    LOT_UNKNOWN = "lot-unknown"
    LOT_EMPTY = "lot-empty"
    COUNT_DIFFERS = "count-differs"
    WAYBILL_KNOWN = "waybill-known"
    WAYBILL_MISSING = "waybill-missing"

    # The registry's officers.
    OFFICER_UNKNOWN = "officer-unknown"
    OFFICER_CODE_WRONG = "officer-code-wrong"
    ORGANISATION_UNKNOWN = "organisation-unknown"
    PASSWORD_WRONG = "password-wrong"  # noqa: S105  a code, not a secret
    PASSWORD_LOCKED = "password-locked"  # noqa: S105  a code, not a secret
    PASSWORD_WEAK = "password-weak"  # noqa: S105  a code, not a secret
    PASSWORDS_DIFFER = "passwords-differ"
    LAST_ADMIN = "last-admin"
    FORM_FOREIGN = "form-foreign"


class FieldpointError(Exception):
    """A failure that fieldpoint foresaw: its code, and the facts a sentence about it needs.

    Facts name places (a file, a line, a field), never what somebody sent.
    """

    def __init__(self, code: Code, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Fact] = MappingProxyType(facts)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}: {told}" if told else str(self.code)


class Invalid(FieldpointError):
    """What was given cannot be read or breaks a rule of form."""


class NotAllowed(FieldpointError):
    """Whoever asks may not do this."""


class NotFound(FieldpointError):
    """What was named is not here."""


class Conflict(FieldpointError):
    """It cannot be done beside what already stands."""


class Unavailable(FieldpointError):
    """Not now; the same request may succeed later."""


class Broken(FieldpointError):
    """Something of ours is damaged; a person must look."""
