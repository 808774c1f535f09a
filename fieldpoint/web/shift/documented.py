"""The failures of a route as its document tells them: RFC 9457, whatever the status."""

from http import HTTPStatus

from litestar.openapi.datastructures import ResponseSpec

from fieldpoint.serving.problems import MEDIA_TYPE, Problem

_ALWAYS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """What a route may answer besides its reply: these, no session, and another role than it asks."""
    return {
        int(status): ResponseSpec(
            data_container=Problem,
            description=HTTPStatus(status).phrase,
            media_type=MEDIA_TYPE,
            generate_examples=False,
        )
        for status in (*_ALWAYS, *statuses)
    }
