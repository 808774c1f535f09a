"""To the registry and back (fp-sync/1): the only room that asks anything of another machine.

loop.py              in the running server: when to push     backoff.py   how long to wait after a failure
push.py              one session: what is missing, batch by batch
marks.py             the registry's word moves our mark
sealing.py           rows of the log become a sealed batch
registry_client.py   the registry's answers, believed only when they are signed
line.py              HTTP over one pool of connections       lock.py      one pusher at a time
enrolment.py         a code for a token
usb/                 by stick              conformance/   whether a registry keeps the protocol
"""
