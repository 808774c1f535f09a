"""The API of the register of people: drafts, registration, versions, life events, merges that are taken back.

Full records are the lead's; an operator whom the lead lets register sees of others only what tells them apart.
"""
