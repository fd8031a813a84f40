import type { Change, ChangePage, EntryPage, ErrorBody, ErrorCode } from "../../generated/concordance/types.ts";
import { kv, rest } from "../testing/rest.ts";
import { Stream } from "../testing/stream.ts";
import type { Road } from "./concordance-side.ts";

const LONG_POLL_MS = 10_000;

type Params = Readonly<Record<string, unknown>>;

/** REST, at a node. */
export function restRoad(address: string): Road {
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await rest(address, method, path, body === undefined ? {} : { body });
    return answer.status < 400 ? { result: answer.body as never } : { code: (answer.body as ErrorBody).error.code };
  };
  return {
    call: (method, params) => {
      const { namespace, key, ...others } = params as Params & { namespace: string; key?: string };
      switch (method) {
        case "kv/set":
          return ask("PUT", kv(namespace, key), others);
        case "kv/delete":
          return ask("DELETE", `${kv(namespace, key)}?${query(others)}`);
        case "kv/batch":
          return ask("POST", "/api/v1/batch", others);
        default:
          return ask("GET", `${kv(namespace, key)}?${query(others)}`);
      }
    },
    watch: async (namespace, since, onChange) => {
      let isOver = false;
      const poll = async () => {
        for (let from = since; !isOver; ) {
          const path = `/api/v1/changes?${query({ namespace, since: from, limit: 3, waitMs: LONG_POLL_MS })}`;
          const { changes, revision } = (await rest(address, "GET", path)).body as ChangePage;
          for (const change of changes) onChange(change);
          from = revision;
        }
      };
      poll().catch((error: unknown) => {
        if (!isOver) throw error;
      });
      return () => {
        isOver = true;
      };
    },
    revision: () => revisionOf(address),
  };
}

/** `/stream`, at a node. */
export async function streamRoad(address: string): Promise<Road & { end(): void }> {
  const stream = await Stream.open(address);
  return {
    call: async (method, params) => {
      const { result, error } = await stream.call(method, params);
      return error === undefined ? { result: result as never } : { code: error.data.code as ErrorCode };
    },
    watch: async (namespace, since, onChange) => {
      const watching = await Stream.open(address);
      watching.socket.on("message", (data) => {
        const { method, params } = JSON.parse(data.toString()) as { method?: string; params: Change };
        if (method === "watch/change") onChange(params);
      });
      await watching.result("watch/subscribe", { namespace, sinceRevision: since });
      return () => watching.end();
    },
    revision: () => revisionOf(address),
    end: () => stream.end(),
  };
}

/** The store's revision, once the node has it. */
async function revisionOf(address: string): Promise<number> {
  return ((await rest(address, "GET", `${kv("any")}?consistency=linearizable`)).body as EntryPage).revision;
}

function query(params: Params): string {
  return new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)])).toString();
}
