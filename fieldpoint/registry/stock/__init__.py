"""Waybills between sites: what was sent and what arrived. Imports core, the store and its neighbours."""
