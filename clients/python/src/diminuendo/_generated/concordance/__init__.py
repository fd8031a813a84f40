# Generated from spec/concordance/main.tsp by `npm run generate`. Do not edit.

"""The configuration store: a small cluster that never loses an acknowledged write, and tells every watcher every change
once and in order.

Writes are linearizable. A write that was acknowledged survives the death of any minority of the nodes, and of all of
them at once. Reads are of the node that is asked, and may be of a moment ago; with `consistency=linearizable` they
are linearizable, too. Any node takes any request: what only the leader can do is forwarded to it.

REST takes a key as `Authorization: Bearer`. Without one, or with a wrong one, everything but health, readiness and
the documents is `UNAUTHORIZED`; a key that may only read is `READ_ONLY` on everything that changes something, and on
the backup. Errors are `{"error": {"code", "message", …}}`. Namespace and key are one percent-encoded path segment each.
"""
