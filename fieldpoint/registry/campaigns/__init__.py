"""Campaigns over all sites: what their rows say, the numbers that officers and everybody see, a report that stays.

steps, tables   what is kept          note      what a row adds to it
look            the numbers, by the sum that sites have (core/campaigns/add_up.py)
close           a report frozen in the registry and in its log
pages, public   the officers' pages, and the puzzle for everybody
"""
