import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Operations } from "../../generated/concordance/operations.ts";
import type { ConcordanceNode } from "../node/node.ts";
import type { NodeMetrics } from "../observability/metrics.ts";
import type { Entries } from "./entries.ts";
import type { HttpCall } from "./http-server.ts";
import { placed } from "./invalid.ts";
import type { Membership } from "./membership.ts";
import type { Watching } from "./watching.ts";

export interface RestParts {
  readonly node: ConcordanceNode;
  readonly entries: Entries;
  readonly membership: Membership;
  readonly watching: Watching;
  readonly metrics: NodeMetrics;
}

const OPENAPI = new URL("../../generated/openapi/concordance.json", import.meta.url);
const OPENRPC = new URL("../../generated/openrpc/concordance-stream.json", import.meta.url);

/** The endpoints of REST, each said with what the services can do. */
export function restOperations({ node, entries, membership, watching, metrics }: RestParts): Operations<HttpCall> {
  const ok = <Body>(body: Body) => ({ status: 200 as const, body });
  const versioned = <Body extends { readonly version: number }>(body: Body) => ({ ...ok(body), headers: { etag: `"${body.version}"` } });
  return {
    kv: {
      list: async (input) =>
        ok(
          await entries.list(input).catch((error: unknown) => {
            throw placed(error, "/query");
          }),
        ),
      get: async (input) => versioned(await entries.get(input)),
      set: async ({ body, ...place }) => versioned(await entries.set({ ...body, ...place })),
      delete: async (input) => ok(await entries.delete(input)),
    },
    batch: { apply: async ({ body, forward }) => ok(await entries.batch({ ...body, forward })) },
    changes: { list: async (input, { closed }) => ok(await watching.changes(input, closed)) },
    cluster: {
      status: async (input) => ok(await membership.status(input)),
      join: async ({ body, forward }) => ok(await membership.join({ ...body, forward })),
      remove: async ({ body, forward }) => ok(await membership.remove({ ...body, forward })),
      transfer: async ({ body, forward }) => ok(await membership.transfer({ ...body, forward })),
    },
    snapshot: {
      read: async () => {
        const { file, remove } = await node.backup();
        return { status: 200, contentType: "application/vnd.sqlite3", body: createReadStream(file).once("close", remove) };
      },
    },
    operations: {
      health: async () => ok({ ok: true as const }),
      ready: async () => ({ status: node.isReady ? 200 : 503, body: { ok: node.isReady } }),
      metrics: async () => ({ status: 200, contentType: "text/plain", body: [await metrics.text()] as never }),
      openapi: async () => ok(JSON.parse(await readFile(OPENAPI, "utf8")) as Record<string, unknown>),
      openrpc: async () => ok(JSON.parse(await readFile(OPENRPC, "utf8")) as Record<string, unknown>),
    },
  };
}
