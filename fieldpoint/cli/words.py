"""What every code means to a person at a terminal: one sentence that says what to do."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.cli.lives.words import LIFE_SENTENCES
from fieldpoint.cli.officers.words import REGISTRY_SENTENCES
from fieldpoint.cli.register.card_words import CARD_SENTENCES
from fieldpoint.cli.travel.words import STICK_SENTENCES
from fieldpoint.cli.work_words import WORK_SENTENCES
from fieldpoint.errors import Code, Fact, FieldpointError, Unavailable

SENTENCES: Final[Mapping[Code, str]] = {
    Code.BODY_MALFORMED: "What was sent is not JSON.",
    Code.BODY_TOO_LARGE: "What was sent is too large.",
    Code.MEDIA_TYPE_UNSUPPORTED: "What was sent is of a media type that is not taken here.",
    Code.REQUEST_INVALID: "What was sent breaks a rule of form at {field}.",
    Code.HEAD_TOO_LARGE: "The head of the request is too large.",
    Code.RECEIVE_SLOW: "The request came too slowly; send it again.",
    Code.HOST_UNKNOWN: "The request was sent to a host name that is not this server's.",
    Code.HTTPS_NEEDED: "This is answered over https only.",
    Code.ROUTE_UNKNOWN: "There is nothing at this address.",
    Code.METHOD_UNKNOWN: "This address does not take this method.",
    Code.SESSION_MISSING: "Nobody is signed in on this tablet.",
    Code.SECRET_WRONG: "The link is of an older fieldpoint; print it anew with `fieldpoint link`.",
    Code.TABLET_UNKNOWN: "This tablet is not paired with this site, or revoked; pair it: `fieldpoint tablets pair`.",
    Code.TABLET_NOT_FOUND: "There is no such tablet; `fieldpoint tablets list` shows them all.",
    Code.SIGNATURE_INVALID: "The request was not signed by the tablet that it names.",
    Code.REQUEST_REPLAYED: "This very request came before; nothing was done again.",
    Code.STALE_START: "The server was started anew since this request was signed; send it again.",
    Code.ROLE_MISSING: "Whoever is signed in may not do this; the lead may.",
    Code.PAIRING_CODE_WRONG: "This code is wrong, used or too old; make a new one: `fieldpoint tablets pair`.",
    Code.PIN_WRONG: "The name or the PIN is wrong.",
    Code.PIN_LOCKED: "Too many wrong PINs came from this tablet; wait {retry_after_s} seconds.",
    Code.PIN_RESET_NEEDED: "Too many wrong PINs from this tablet; the lead resets it: `fieldpoint operators reset ID`.",
    Code.PIN_WEAK: "A stranger would try this PIN first; choose another.",
    Code.NAME_TAKEN: "Somebody of this name may sign in here already; add a word to tell the two apart.",
    Code.LAST_LEAD: "This is the last lead; add another first: `fieldpoint operators add NAME --role lead`.",
    Code.OPERATOR_UNKNOWN: "There is nobody with this id; `fieldpoint operators list` shows them all.",
    Code.PROGRAMME_UNKNOWN: "This programme does not run at this site.",
    Code.MEMBER_UNKNOWN: "A line names a person who is not of this household.",
    Code.OVERRIDE_NOT_ALLOWED: "There is no refusal of this card and programme that could be overridden.",
    Code.ALREADY_OVERRIDDEN: "This refusal was overridden once already; ask anew, and override what comes of that.",
    Code.SECOND_PERSON_SAME: "The second person must be somebody else than the lead.",
    Code.CONFIRMATION_NOT_AWAITED: "This handout waits for no second person: its rule asks none, or one has confirmed.",
    Code.CONFIRMATION_LATE: "The day of this handout is closed; nobody confirms it any more.",
    Code.HANDOUT_ID_REUSED: "This handout id stands for another handout already.",
    Code.EVENT_ID_REUSED: "This id stands for another act already.",
    Code.HANDOUT_UNKNOWN: "There is no handout with this id in the log.",
    Code.HOUSEHOLD_UNKNOWN: "There is no such household at this site.",
    Code.CASE_UNKNOWN: "There is no parked case with this id.",
    Code.VOID_NEEDS_LEAD: (
        "Five minutes have passed, or it is another tablet's handout; the lead takes it back with "
        "`fieldpoint void HANDOUT --reason mistake`."
    ),
    Code.MERGE_INVALID: "These two cannot be merged: they are one already, or the pairs of people do not fit.",
    Code.MERGE_UNKNOWN: "There is no such merge, or it was taken back already.",
    Code.MERGE_NOT_LAST: "A later merge of this household stands upon this one; take that back first.",
    Code.HOUSEHOLD_INVALID: "The household cannot be saved so: {field} ({fault}).",
    Code.HOUSEHOLD_CHANGED: "Somebody has saved this household meanwhile; look at it again first.",
    Code.HOUSEHOLD_LIKELY_KNOWN: "This household is probably here already; compare first, then decide.",
    Code.CODE_TAKEN: "Another household has this code already.",
    Code.PRACTICE_STAYS: "This is the practice site: nothing of it is ever sent.",
    Code.PRACTICE_SWITCHED: "Practice was switched on or off on this tablet; nothing was written.",
    Code.DAY_NOT_OPEN: "This day is not open.",
    Code.CLOCK_BEHIND: "The clock is behind the log's last time; set it, or say --anyway when the date is right.",
    Code.TOO_FAST: "Too many requests came from there; wait a moment.",
    Code.SEARCHED_OFTEN: "Nobody may look for more people in an hour; wait a while.",
    Code.SITE_ROLLED_BACK: (
        "A tablet was shown rows that this log does not hold (it ends at {seq}): the database is an older copy or lost "
        "rows. Keep the tablets as they are and look for the newer database or its witness; where there is none, go on "
        "with `fieldpoint epoch open --reason rollback`, and the tablets bring their rows again."
    ),
    Code.SITE_BUSY: "Too many requests are waiting; try again in a moment.",
    Code.STORAGE_FAILED: "The disk failed; nothing more is acknowledged. Stop fieldpoint and check the disk.",
    Code.DISK_FULL: "The disk is full: nothing more is handed out. Make room; what was acknowledged is kept.",
    Code.DISK_ALMOST_FULL: "The disk is almost full: a few hundred more handouts fit. Make room soon.",
    Code.UNEXPECTED: "fieldpoint met a fault of its own; its log says where.",
    Code.FOLDER_UNREADABLE: "The data folder «{folder}» cannot be read or written; check its owner and the disk.",
    Code.SITE_MISSING: "There is no site in «{folder}»; make one with `fieldpoint init`, or name another with --data.",
    Code.SITE_EXISTS: "The folder holds a site already; nothing was changed.",
    Code.KEY_UNREADABLE: (
        "The key file «{file}» is missing, open to others or of the wrong size; put the right one back with mode 0600."
    ),
    Code.KEY_WRONG: (
        "The key does not open «{file}», or the file is damaged; put back the key that belongs to it, "
        "or, without its names, go on from the witness: `fieldpoint rebuild --log-only`."
    ),
    Code.DATABASE_UNREADABLE: (
        "The database «{file}» cannot be read: missing, damaged, or not a fieldpoint database; "
        "`fieldpoint rebuild` saves what can be saved."
    ),
    Code.DATABASE_NEWER: "The database «{file}» was made by a newer fieldpoint; install that version or a later one.",
    Code.DATABASE_LOST: "«{file}» is gone but its witness is here; put it back, or make it anew: `fieldpoint rebuild`.",
    Code.DATABASE_DAMAGED: (
        "The database «{file}» is damaged ({pages} pages do not read); "
        "save what can be saved with `fieldpoint rebuild`."
    ),
    Code.WITNESS_MISSING: "The witness «{file}» is not there; plug its medium in again. Nothing was changed.",
    Code.WITNESS_PLACE_TAKEN: "There is a file «{file}» at that place already; name another. Nothing was changed.",
    Code.WITNESS_FAILED: (
        "The witness «{file}» cannot be written or read; nothing more is acknowledged. Check its medium, start again."
    ),
    Code.WITNESS_FOREIGN: (
        "The witness «{file}» is none, or belongs to another site or log; put the right one back, "
        "or move it away and a new one is made. Nothing was changed."
    ),
    Code.WITNESS_DIVERGED: (
        "The witness «{file}» and the database hold different rows at {seq}: one of the two is of a copied or restored "
        "site. `fieldpoint epoch open` keeps the rows of both. Nothing was changed."
    ),
    Code.WITNESS_DAMAGED: (
        "The witness «{file}» is damaged at row {seq}; where `fieldpoint verify` finds the log whole, "
        "`fieldpoint rebuild` makes it anew. Nothing was changed."
    ),
    Code.PROJECTION_WRONG: (
        "The table «{table}» is not what the log says, first at {row}; `fieldpoint rebuild` makes it anew."
    ),
    Code.ENGINE_UNFIT: "The SQLite that was found is not safe for this work; reinstall the package sqlcipher3.",
    Code.CHAIN_BROKEN: "The chain is broken at row {seq} of {site}: a row was changed, removed or moved.",
    Code.PORT_TAKEN: "Port {port} is in use or not allowed; stop what uses it, or choose another with --port.",
    Code.DEMO_REFUSED: "The demo's server refused {path} with {answer}; that is a fault of fieldpoint.",
    Code.NOT_ARRIVED: "What {site} has written did not all reach the registry in ten minutes.",
    Code.SUMS_DIFFER: "The demo's sums do not agree ({count}, see above); that is a fault of fieldpoint.",
    Code.CHILD_ENDED: "The server `fieldpoint {command}` has ended by itself; its words stand above.",
    Code.DAY_INVALID: "This day cannot be opened: write it as 1405-09-01, after the last one here ({last}).",
    Code.SETTINGS_INVALID: "The setting «{field}» is not fit.",
    Code.PROGRAMME_NOT_FOUND: "No programme of this name is here; `fieldpoint programmes list` shows them all.",
    Code.PROGRAMME_INVALID: (
        "The programme file «{file}» has a fault at line {line}, field «{field}»; "
        "`fieldpoint programmes check` says all of them. Nothing was changed."
    ),
    Code.PROGRAMME_TOO_LARGE: (
        "The programme «{programme}» is too long for a row of the log; shorten its lists. Nothing was changed."
    ),
    Code.PROGRAMME_PERIOD_CHANGED: (
        "Version {version} of the programme «{programme}» counts in other periods and would forget what was taken; "
        "give it in_force_from, the first day of its first period, after {last}. Nothing was changed."
    ),
    Code.PROGRAMME_VERSION_TAKEN: (
        "Version {version} of the programme «{programme}» stands here with other content; "
        "give the file a higher version. Nothing was changed."
    ),
    Code.FILE_UNWRITABLE: "The file «{file}» cannot be written; check the folder and the disk.",
    Code.ASSET_MISSING: "«{file}» is missing from the installation; install fieldpoint again with pip.",
    Code.AUTHORITY_MISSING: "The site has no certificate authority yet; make one with `fieldpoint tls init`.",
    Code.AUTHORITY_EXISTS: (
        "The site has a certificate authority already, and tablets may trust it; `fieldpoint tls show` describes it. "
        "Nothing was changed. Only when its key is lost or stolen, move its folder away and make another."
    ),
    Code.AUTHORITY_UNREADABLE: (
        "The certificate authority cannot be read («{file}»); put its folder back from a copy, or move it away, "
        "make another with `fieldpoint tls init`, and install that on every tablet."
    ),
    Code.AUTHORITY_ENDED: (
        "The days of the certificate authority are over, by the date that was confirmed last. Where that date is "
        "wrong, open the right day; else move its folder away and make another with `fieldpoint tls init`."
    ),
    Code.FILE_UNREADABLE: "The file «{file}» cannot be read: it is missing, a folder, or not yours to read.",
    Code.FILE_TAKEN: "There is a file «{file}» already; name another. Nothing was changed.",
    Code.FILE_NOT_TEXT: "The file «{file}» is not a text in UTF-8, UTF-16 or Windows-1256; save it as CSV.",
    Code.FILE_TRUNCATED: "The file «{file}» breaks off at line {line}; get it again. Nothing was imported.",
    Code.LAST_LINE_OPEN: (
        "The last line of «{file}» is not ended, as if the list broke off there; "
        "where it is whole, import it with --whole. Nothing was imported."
    ),
    Code.FILE_TOO_LARGE: "The file «{file}» is too large; split it.",
    Code.LINE_TOO_LONG: "Line {line} of «{file}» is too long for a list of people.",
    Code.ROW_MALFORMED: "Line {line} of «{file}» cannot be read as a row.",
    Code.COLUMNS_MISSING: "The file «{file}» lacks columns that a roster needs: {columns}.",
    Code.COLUMNS_TOO_MANY: "The file «{file}» has too many columns for a roster.",
    Code.COLUMN_DOUBLED: "The file «{file}» has two columns of the same meaning: {column}.",
    Code.FILE_KIND_UNKNOWN: "The file «{file}» is neither CSV nor XLSX; save it as one of these.",
    Code.WORKBOOK_UNREADABLE: "The workbook «{file}» is not whole; get it again, or save it as CSV.",
    Code.WORKBOOK_UNSAFE: "The workbook «{file}» has what a list never has; save it anew, or as CSV. Nothing was read.",
    Code.SHEET_MISSING: "The workbook «{file}» has no sheet «{sheet}», which its mapping asks for.",
    Code.IMPORT_RUNNING: "Another list is being brought in; wait until it is done.",
    Code.IMPORT_OVERTAKEN: "A household of this list came meanwhile; import it again. Nothing was written.",
    Code.IMPORT_UNKNOWN: "There is no such upload, or it is over; send the list again.",
    Code.IMPORT_UNREADY: "This upload is not so far, or over; look how it stands.",
    Code.IMPORT_PART_UNFIT: "This part of the upload is not the next one, or too much.",
    Code.EXPORT_UNKNOWN: "There is no such export, or it was fetched already; make it again.",
    Code.MAPPING_NOT_FOUND: "There is no such mapping; `fieldpoint import mappings list` shows them all.",
    Code.MAPPING_INVALID: "The mapping «{file}» is wrong at line {line}: {field}; `fieldpoint import mappings check`.",
    Code.ROSTER_EMPTY: "The file «{file}» has no rows.",
    Code.BATCH_MALFORMED: "The batch is not in the form of fp-sync/1.",
    Code.BATCH_TOO_LARGE: "The batch is too large.",
    Code.BATCH_VERSION_UNKNOWN: "The batch is of a version that is not known here; update fieldpoint.",
    Code.BATCH_DIGEST_WRONG: "The batch is not what its name says; it was damaged on the way.",
    Code.BATCH_SIGNATURE_WRONG: "The batch's signature is not the site's.",
    Code.BATCH_CHAIN_BROKEN: "The batch's rows do not follow from one another.",
    Code.BATCH_STUMBLES: (
        "The registry failed ten times at one batch; its rows are kept and tried again, later ones are sent. "
        "Tell whoever looks after the registry."
    ),
    Code.CHAIN_FORK: "The registry holds other rows at these numbers: this site was copied or restored.",
    Code.SITE_KEY_UNKNOWN: "The registry does not know the key that signed this.",
    Code.SITE_KEY_TAKEN: "This site is enrolled with another key already.",
    Code.SITE_FOREIGN: "The code or the token belongs to another site.",
    Code.TOKEN_WRONG: "The registry does not accept this site's token; enrol again.",
    Code.ENROL_CODE_WRONG: "The registry does not know this code; ask for a new one.",
    Code.ENROL_CODE_OLD: "This code is more than seven days old; ask for a new one.",
    Code.ENROL_CODE_USED: "This code was used before; ask for a new one.",
    Code.ENROL_PROOF_WRONG: "The registry could not check that the key is this site's.",
    Code.REGISTRY_URL_UNFIT: "This is no address of a registry; write it as https://registry.example.",
    Code.REGISTRY_AUTHORITY_UNFIT: "The file of the authority holds no certificate; get it again as PEM.",
    Code.REGISTRY_MISSING: "There is no registry in this folder; make one with `fieldpoint registry init`.",
    Code.REGISTRY_EXISTS: "The folder holds a registry already; nothing was changed.",
    Code.REGISTRY_NOT_ENROLLED: "This site has no registry; ask one for a code, then `fieldpoint enrol URL CODE`.",
    Code.REGISTRY_UNREACHABLE: "The registry does not answer; every row is kept and will be sent when it does.",
    Code.REGISTRY_KEY_UNKNOWN: "What came was signed, but not by the registry; nothing of it was believed.",
    Code.REGISTRY_AHEAD: "The registry holds more rows than this site: the site was restored from an older copy.",
    **CARD_SENTENCES,
    **LIFE_SENTENCES,
    **STICK_SENTENCES,
    **REGISTRY_SENTENCES,
    Code.KEY_REVOKED: "This key has ended; what it signs now waits at the registry for an officer.",
    Code.KEY_ENDED: "This key has ended already; nothing was changed.",
    Code.BATCH_UNKNOWN: "No batch of this name lies beside; see `fieldpoint registry beside`.",
    Code.PUSH_RUNNING: "Another fieldpoint is sending from this folder at this moment.",
    **WORK_SENTENCES,
}


class _Facts(dict[str, Fact]):
    """A fact that an error does not carry is said in general: this file, this site."""

    def __missing__(self, name: str) -> str:
        return f"this {name}"


def sentence_of(error: FieldpointError) -> str:
    """The sentence of an error with its facts in place."""
    return SENTENCES[error.code].format_map(_Facts(error.facts))


def code_sentence(code: str, file: str = "") -> str:
    """What a code means; whoever said it may be newer and know codes that have no sentence here."""
    if code in set(Code):
        return sentence_of(Unavailable(Code(code), **({"file": file} if file else {})))
    return f"The code is «{code}»; fieldpoint here does not know it and may need an update."
