"""Whether a registry keeps fp-sync/1: a made-up site enrols there, sends what sites send and what strangers send.

It may be anybody's registry; nothing but its answers over HTTP is looked at. What it holds afterwards are the rows of
a site that never was, so the code it is given is one for a site of that purpose alone.

made_up.py   the site's log, bent where a check asks     asking.py   questions, and answers that must be signed
checks.py    what must hold of batches                   doors.py    who is let in, and what is refused
run.py       all of them in their order
"""
