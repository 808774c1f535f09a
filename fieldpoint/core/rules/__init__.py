"""The rules: what a programme says, which period a day lies in, and the one decision over them.

    programme, audience, period, window    what can be written in a programme's file
    hijri                                  days of three calendars, resolved to Jalali days when authored
    facts, reason, verdict                 what a decision depends on, why it may be no, what it answers
    gates, counters, entitlement           what stands before the counting, the counting, the decision
    overriding                             what the lead gives although the rules refuse it
    book                                   which version of which programme is in force on a day
    check, sense, lines, explain_fa        a file's faults with their lines; a rule in Persian sentences

A package of its own inside core, because core would hold more files than a person keeps in mind. It
imports core, msgspec, jdatetime and hijridate.
"""
