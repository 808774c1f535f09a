"""Campaigns (پویش): a time-bound drive as data, its rows, its numbers added up, and its picture of puzzle pieces.

    campaign    what a campaign's file says, and how a day stands to it
    check       a file's faults with their lines
    rows        a campaign runs here, its events, its closing report
    add_up      the one sum that site and registry share; report is what a close freezes
    jigsaw      the shapes of the pieces; picture and scenes draw them as SVG

Imports msgspec and `core`.
"""
