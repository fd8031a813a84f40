# Generated from spec/main.tsp by `npm run generate`. Do not edit.

"""The one door between people's clients and AI agents: sessions that are authenticated, isolated per tenant,
persisted, and replayable after any disconnect.
"""
