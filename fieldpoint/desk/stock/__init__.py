"""The lead sees to the stock: what comes in, leaves without a card, is counted. Imports desk, store and core."""
