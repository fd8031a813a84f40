import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { RepositoryCopy } from "../../scripts/generate/test/repository-copy.ts";
import { loadTraces } from "../runner/load-traces.ts";
import { readSpec } from "../runner/spec.ts";
import type { Json } from "../trace/format.ts";
import { parseTrace } from "../trace/parse.ts";
import { coverageOf, gapsIn } from "./coverage.ts";
import { readExceptions } from "./exceptions.ts";
import { tableOf } from "./table.ts";

const { document } = await readSpec();

function traceOf(profile: string, ...steps: Json[]) {
  const lines = [{ trace: "A trace.", covers: ["NONE"] }, ...steps].map((line) => JSON.stringify(line));
  return parseTrace(`${profile}/one`, lines.join("\n"));
}

/** What a trace of these steps touches, as `kind name`; error codes with where they come up. */
function touchedBy(profile: string, ...steps: Json[]): string[] {
  return coverageOf(document, [traceOf(profile, ...steps)])
    .filter(({ traces }) => traces.length > 0)
    .map(({ kind, name, surfaces }) => [kind, name, ...surfaces].join(" "));
}

const WS = { on: "a", open: { path: "/ws" } };
const ACP = { on: "a", open: { path: "/acp" } };
const STREAM = { on: "a", open: { path: "/stream", service: "concordance" } };

test.each<[string, string, Json[], string[]]>([
  ["a message that is sent", "gateway-v1", [WS, { on: "a", send: { type: "ping" } }], ["message ping"]],
  ["an event that a pattern names", "gateway-v1", [WS, { on: "a", until: { type: "pong" } }], ["event pong"]],
  ["events in any order", "gateway-v1", [WS, { on: "a", unordered: [{ type: "pong" }, { type: "ack" }] }], ["event pong", "event ack"]],
  [
    "events within a page of the log",
    "gateway-v1",
    [WS, { on: "a", receive: { type: "events", events: { $has: [{ type: "steered" }] } } }],
    ["event steered", "event events"],
  ],
  ["nothing that must not be there", "gateway-v1", [WS, { on: "a", receive: { $not: { type: "pong" } } }], []],
  [
    "the code of an error, and that of a turn",
    "gateway-v1",
    [WS, { on: "a", receive: { type: "error", code: "FORBIDDEN" } }, { on: "a", receive: { type: "turn_error", code: "FORBIDDEN" } }],
    ["event error", "event turn_error", "error code gateway FORBIDDEN /ws turn_error"],
  ],
  [
    "an endpoint that answers, whatever is in its path",
    "rest-v1",
    [{ request: { method: "GET", path: "/api/v1/sessions/1/files?path=a" }, answer: { status: 200 } }],
    ["endpoint gateway GET /api/v1/sessions/{sessionId}/files"],
  ],
  [
    "a problem, but no endpoint, when an endpoint refuses",
    "rest-v1",
    [{ request: { method: "GET", path: "/api/v1/me" }, answer: { status: 401, body: { code: "AUTH_FAILED" } } }],
    ["error code gateway AUTH_FAILED HTTP"],
  ],
  [
    "an endpoint that is streamed",
    "rest-v1",
    [
      { on: "s", open: { path: "/api/v1/sessions/1/events", sse: true } },
      { on: "s", receive: { data: { type: "session_synced" } } },
    ],
    ["event session_synced", "endpoint gateway GET /api/v1/sessions/{sessionId}/events"],
  ],
  ["a refused connection", "gateway-v1", [{ ...WS, refused: { body: { code: "AUTH_FAILED" } } }], ["error code gateway AUTH_FAILED HTTP"]],
  [
    "methods of both kinds, notifications, and codes",
    "acp-v1",
    [
      ACP,
      { on: "a", send: { jsonrpc: "2.0", id: 1, method: "session/new" } },
      { on: "a", send: { jsonrpc: "2.0", id: 2, method: "config/get" } },
      { on: "a", receive: { error: { data: { code: "NOT_FOUND" } } } },
      { on: "a", receive: { method: "config/update" } },
    ],
    ["method config/get", "notification config/update", "ACP method session/new", "error code gateway NOT_FOUND JSON-RPC"],
  ],
  [
    "a call of JSON-RPC over HTTP",
    "acp-v1",
    [{ request: { method: "POST", path: "/acp", body: { method: "initialize" } }, answer: { status: 200 } }],
    ["ACP method initialize"],
  ],
  [
    "the same code of the other protocol",
    "concordance-v1",
    [
      STREAM,
      { on: "a", send: { method: "kv/get" } },
      { on: "a", receive: { error: { data: { code: "NOT_FOUND" } } } },
      {
        request: { method: "GET", path: "/api/v1/kv/a/b", service: "concordance" },
        answer: { status: 404, body: { error: { code: "NOT_FOUND" } } },
      },
    ],
    ["method kv/get", "error code concordance NOT_FOUND HTTP JSON-RPC"],
  ],
  [
    "limits and close codes",
    "gateway-v1",
    [WS, { on: "a", send: { type: "ping", ref: { $text: "a", limit: "frameBytes" } } }, { on: "a", closed: { code: 1009 } }],
    ["message ping", "close code gateway 1009 TOO_LARGE", "limit gateway frameBytes"],
  ],
])("a trace touches %s", (_, profile, steps, expected) => {
  expect(touchedBy(profile, ...steps)).toEqual(expected);
});

const PING = [{ protocol: "gateway", kind: "message", name: "ping", isNeeded: true, surfaces: [] }] as const;

test("what no trace touches is a gap, until an exception says why", () => {
  const covered = PING.map((item) => ({ ...item, traces: [], surfaces: [] }));
  expect(gapsIn(covered, [])).toEqual(["No trace touches the message ping."]);
  expect(gapsIn(covered, [{ kind: "message", name: "ping", reason: "It is new." }])).toEqual([]);
  expect(gapsIn(covered, [{ kind: "message", name: "ping", reason: " " }])).toEqual(["The exception of the message ping has no reason."]);
});

test("an exception that is covered, or of something that is not there, is a gap itself", () => {
  const covered = PING.map((item) => ({ ...item, traces: ["gateway-v1/ping"], surfaces: [] }));
  expect(gapsIn(covered, [{ kind: "message", name: "ping", reason: "It was new." }])).toEqual([
    "The message ping is touched by gateway-v1/ping: take it off the exceptions.",
  ]);
  expect(gapsIn(covered, [{ kind: "message", name: "pong", reason: "?" }])).toEqual([
    "The spec has no message pong: take it off the exceptions.",
  ]);
});

test("the table has every thing of the spec in a row of its own", () => {
  const covered = coverageOf(document, []);
  const rows = tableOf(covered, [])
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(rows).toHaveLength(covered.length);
  expect(new Set(rows).size).toBe(covered.length);
});

test("the traces of the suite touch everything, but for what the exceptions name, and the table is up to date", async () => {
  const exceptions = await readExceptions();
  const covered = coverageOf(document, await loadTraces());
  expect(gapsIn(covered, exceptions)).toEqual([]);
  expect(await readFile(new URL("../coverage.md", import.meta.url), "utf8")).toBe(tableOf(covered, exceptions));
});

const MESSAGE = `
/** Counts the files of the session's workspace. */
@message
@chapter("Files")
@handledBy("files")
@reply(FileList)
@permission(Permission.sessionRead)
@sessionScoped
model CountFiles {
  ...SessionMessage<"count_files">;
}
`;

test("adding a message makes coverage fail until a trace exists", async () => {
  await using copy = await RepositoryCopy.make("conformance");
  const coverage = () => copy.run("conformance/coverage/main.ts");
  expect(await coverage()).toMatchObject({ code: 0 });

  await appendFile(copy.path("spec/gateway/client-messages.tsp"), MESSAGE);
  expect(await copy.generate()).toMatchObject({ code: 0 });
  expect(await coverage()).toEqual({ code: 1, output: expect.stringContaining("No trace touches the message count_files.") });

  const path = copy.path("conformance/traces/gateway-v1/files/count.ndjson");
  await mkdir(dirname(path), { recursive: true });
  const header = { trace: "Files are counted.", covers: ["WS-LIST-FILES-1"] };
  const send = { on: "a", send: { type: "count_files", sessionId: "1" } };
  await writeFile(path, [header, WS, send].map((line) => `${JSON.stringify(line)}\n`).join(""));
  expect(await coverage()).toMatchObject({ code: 0 });
}, 120_000);
