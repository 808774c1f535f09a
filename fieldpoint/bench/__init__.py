"""Whether this machine and its card are fast enough for a desk, measured on a scratch site of made-up households.

Figures of two machines cannot be compared, ratios in one run can: each speed is held against a raw limit that is
measured beside it, in rounds that take turns. Nothing here is a test of the code's speed on somebody else's
machine. The desk's own functions run through the store's writer, without HTTP; only the server's memory and
start are asked of a real child program.

Imports desk, store and below; the command line imports it.
"""
