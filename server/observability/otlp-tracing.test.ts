import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import manifest from "../../package.json" with { type: "json" };
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";

/** What OTLP writes for OK and ERROR, and for the kind of a span that answers someone. */
const STATUS = { unset: 0, error: 2 } as const;
const SERVER_KIND = 2;

type Attributes = Record<string, unknown>;

/** A span as a collector sees it. */
interface ReceivedSpan {
  resource: Attributes;
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  /** Milliseconds. */
  durationMs: number;
  status: number;
  attributes: Attributes;
}

/** The parts of OTLP's JSON that are looked at here. */
interface OtlpAttribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; boolValue?: boolean };
}
interface OtlpSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status?: { code?: number };
  attributes: OtlpAttribute[];
}
interface OtlpRequest {
  resourceSpans: { resource: { attributes: OtlpAttribute[] }; scopeSpans: { spans: OtlpSpan[] }[] }[];
}

type Answer = (response: ServerResponse) => void;
const hang: Answer = () => undefined;
const accept: Answer = (response) => response.writeHead(200, { "content-type": "application/json" }).end("{}");

/** A collector of traces on a loopback port, that ends with the test. */
class Collector {
  readonly requests: { method: string | undefined; url: string | undefined; type: string | undefined; body: string }[] = [];
  readonly #server: Server;
  readonly #answer: Answer;

  private constructor(server: Server, answer: Answer) {
    this.#server = server;
    this.#answer = answer;
    server.on("request", (request, response) => void this.#take(request, response));
  }

  static async start(answer: Answer = accept): Promise<Collector> {
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const collector = new Collector(server, answer);
    onTestFinished(() => collector.stop());
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get spans(): ReceivedSpan[] {
    return this.requests.flatMap(({ body }) =>
      (JSON.parse(body) as OtlpRequest).resourceSpans.flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) => spans.map((span) => received(span, attributesOf(resource.attributes)))),
      ),
    );
  }

  /** The spans of a name. */
  named(name: string): ReceivedSpan[] {
    return this.spans.filter((span) => span.name === name);
  }

  /** Waits until something was sent. */
  async heard(): Promise<void> {
    while (this.requests.length === 0) await once(this.#server, "taken");
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request;
    this.requests.push({ method, url, type: headers["content-type"], body: await text(request) });
    this.#server.emit("taken");
    this.#answer(response);
  }
}

function received(span: OtlpSpan, resource: Attributes): ReceivedSpan {
  const { name, kind, traceId, spanId, parentSpanId, startTimeUnixNano, endTimeUnixNano, status, attributes } = span;
  return {
    resource,
    name,
    kind,
    traceId,
    spanId,
    parentSpanId,
    durationMs: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6,
    status: status?.code ?? STATUS.unset,
    attributes: attributesOf(attributes),
  };
}

function attributesOf(attributes: readonly OtlpAttribute[]): Attributes {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.boolValue]));
}

/** A gateway that sends its traces somewhere. */
async function start(endpoint: string, env: Record<string, string> = {}): Promise<GatewayProcess> {
  return GatewayProcess.start({ dataDir: await temporaryFolder(), env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env } });
}

/** A `traceparent` of a caller's span. */
function traceparent(flags = "01") {
  const [traceId, spanId] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
  return { traceId, spanId, header: `00-${traceId}-${spanId}-${flags}` };
}

/** Runs a turn, and returns what names it. */
async function runTurn(url: string): Promise<{ client: TestClient; sessionId: string; turnId: string }> {
  const client = await TestClient.connect(url);
  const sessionId = await client.createSession();
  await client.join(sessionId);
  const { turnId } = await client.runTurn(sessionId, "hello");
  return { client, sessionId, turnId };
}

test("spans are sent while the gateway runs, as OTLP says, under the name of the service", async () => {
  const collector = await Collector.start();
  const gateway = await start(`${collector.url}/`, { OTEL_SERVICE_NAME: "gateway-eu" });
  await runTurn(gateway.url);
  await collector.heard();
  expect(collector.requests[0]).toMatchObject({ method: "POST", url: "/v1/traces", type: "application/json" });
  expect(collector.spans[0]?.resource).toMatchObject({ "service.name": "gateway-eu", "service.version": manifest.version });
});

test("a message is a span with its type and its connection, and with its code when it was refused", async () => {
  const collector = await Collector.start();
  const gateway = await start(collector.url);
  const { client } = await runTurn(gateway.url);
  const { clientId } = await client.next("connected");
  expect(await client.refusal({ type: "join_session", sessionId: randomUUID() })).toBe("SESSION_NOT_FOUND");
  client.sendRaw("{");
  await client.next("error", ({ ref }) => ref === undefined);
  await gateway.end("SIGTERM");
  const attributes = (type: string) => ({ "diminuendo.message": type, "diminuendo.client_id": clientId });
  for (const type of ["create_session", "run_turn"]) {
    expect(collector.named(`ws ${type}`)).toEqual([
      expect.objectContaining({ kind: SERVER_KIND, parentSpanId: undefined, status: STATUS.unset, attributes: attributes(type) }),
    ]);
  }
  const refused = { status: STATUS.error, attributes: { ...attributes("join_session"), "error.type": "SESSION_NOT_FOUND" } };
  expect(collector.named("ws join_session")).toMatchObject([{ status: STATUS.unset, attributes: attributes("join_session") }, refused]);
  expect(collector.named("ws ")).toMatchObject([{ status: STATUS.error, attributes: { "error.type": "INVALID_JSON" } }]);
  expect(collector.spans[0]?.resource).toMatchObject({ "service.name": "diminuendo" });
});

test("a turn is a span from its start to its end, with whose it is, and an error only when it failed", async () => {
  const collector = await Collector.start();
  const gateway = await start(collector.url);
  const { client, sessionId, turnId } = await runTurn(gateway.url);
  const waiting = await client.createSession("coding-agent");
  await client.join(waiting);
  const run = () => client.request({ type: "run_turn", sessionId: waiting, text: "Write a greeting" }, "ack");
  const { turnId: stopped = "" } = await run();
  await client.next("permission_requested");
  await client.request({ type: "stop_turn", sessionId: waiting }, "ack");
  await client.turnEnd(stopped);
  const { turnId: ended = "" } = await run();
  const begun = performance.now();
  await client.next("permission_requested");
  const lasted = performance.now() - begun;
  await gateway.end("SIGTERM");
  const of = (session: string, agent: string, turn: string) => ({
    "diminuendo.tenant_id": "dev",
    "diminuendo.session_id": session,
    "diminuendo.turn_id": turn,
    "diminuendo.agent_type": agent,
  });
  const turns = collector.named("turn");
  expect(turns.map(({ attributes, status }) => [attributes, status])).toEqual([
    [of(sessionId, "echo", turnId), STATUS.unset],
    [of(waiting, "coding-agent", stopped), STATUS.unset],
    [{ ...of(waiting, "coding-agent", ended), "error.type": expect.any(String) }, STATUS.error],
  ]);
  // It lasts as long as the turn, not as long as the message that asked for it.
  expect(turns[2]?.durationMs).toBeGreaterThan(lasted * 0.5);
});

test("a request is a span of its route that goes on with the caller's trace", async () => {
  const collector = await Collector.start();
  const gateway = await start(collector.url);
  const { client, sessionId } = await runTurn(gateway.url);
  const caller = traceparent();
  const answer = await fetch(`${gateway.url}/api/v1/sessions/${sessionId}`, {
    headers: { traceparent: caller.header, "x-request-id": "request-1", authorization: "Bearer not-for-collectors" },
  });
  expect(answer.status).toBe(200);
  await fetch(`${gateway.url}/api/v1/sessions/${randomUUID()}`, { headers: { "x-request-id": "request-2" } });
  await fetch(`${gateway.url}/health`);
  await client.close();
  await gateway.end("SIGTERM");
  const route = "/api/v1/sessions/:sessionId";
  const attributes = { "http.request.method": "GET", "http.route": route };
  expect(collector.named(`GET ${route}`)).toMatchObject([
    {
      traceId: caller.traceId,
      parentSpanId: caller.spanId,
      kind: SERVER_KIND,
      status: STATUS.unset,
      attributes: { ...attributes, "diminuendo.request_id": "request-1" },
    },
    // What the caller did wrong is no error of the gateway.
    { parentSpanId: undefined, status: STATUS.unset, attributes: { ...attributes, "diminuendo.request_id": "request-2" } },
  ]);
  expect(collector.spans.filter(({ name }) => name.includes("health"))).toEqual([]);
  expect(collector.requests.map(({ body }) => body).join()).not.toContain("not-for-collectors");
});

const [ID, SPAN] = ["a".repeat(32), "b".repeat(16)];
const NO_TRACEPARENT = [
  "nonsense",
  `00-${"0".repeat(32)}-${SPAN}-01`,
  `00-${ID}-${"0".repeat(16)}-01`,
  `00-${ID}-${SPAN}-01`.toUpperCase(),
  `00-${ID.slice(1)}-${SPAN}-01`,
  `00-${ID}-${SPAN}`,
  `00-${ID}-${SPAN}-01, 00-${ID}-${SPAN}-01`,
];

test("a traceparent that is none begins a trace of its own and breaks nothing", async () => {
  const collector = await Collector.start();
  const gateway = await start(collector.url);
  for (const [index, header] of NO_TRACEPARENT.entries()) {
    const answer = await fetch(`${gateway.url}/api/v1/sessions`, { headers: { traceparent: header, "x-request-id": `request-${index}` } });
    expect(answer.status, header).toBe(200);
  }
  await gateway.end("SIGTERM");
  for (const [index, header] of NO_TRACEPARENT.entries()) {
    const [span] = collector.spans.filter(({ attributes }) => attributes["diminuendo.request_id"] === `request-${index}`);
    expect(span, header).toMatchObject({ parentSpanId: undefined, traceId: expect.stringMatching(/^(?!0+$|a+$)[0-9a-f]{32}$/) });
  }
  expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(NO_TRACEPARENT.length);
});

test("what a caller does not record is not sent", async () => {
  const collector = await Collector.start();
  const gateway = await start(collector.url);
  const [recorded, unrecorded] = [traceparent("01"), traceparent("00")];
  for (const { header } of [unrecorded, recorded]) await fetch(`${gateway.url}/api/v1/sessions`, { headers: { traceparent: header } });
  await gateway.end("SIGTERM");
  expect(collector.named("GET /api/v1/sessions").map(({ traceId }) => traceId)).toEqual([recorded.traceId]);
});

test.each<[string, Answer | null]>([
  ["is down", null],
  ["hangs", hang],
  ["fails", (response) => response.writeHead(503).end()],
  ["answers nonsense", (response) => response.writeHead(200, { "content-type": "application/json" }).end("<html>")],
])("a collector that %s costs no turn and no time, and the gateway ends in order", async (_name, answer) => {
  const collector = await Collector.start(answer ?? accept);
  const { url } = collector;
  if (answer === null) await collector.stop();
  const gateway = await start(url);
  const { client, sessionId } = await runTurn(gateway.url);
  if (answer === hang) await collector.heard();
  expect((await client.runTurn(sessionId, "again")).type).toBe("turn_complete");
  const begun = performance.now();
  expect(await gateway.end("SIGTERM")).toBe(0);
  expect(performance.now() - begun).toBeLessThan(LIMITS.shutdownTime / 2);
  expect(gateway.output.join("\n")).not.toMatch(/"level":"(warn|error|fatal)"/);
  expect(gateway.errors).toBe("");
  await gateway.restart();
  const again = await TestClient.connect(gateway.url);
  await again.join(sessionId, { afterSeq: 0 });
  expect(again.eventsOf(sessionId).slice(0, client.eventsOf(sessionId).length)).toEqual(client.eventsOf(sessionId));
});

test("nothing is sent when nobody said where to", async () => {
  const collector = await Collector.start();
  // Where a collector is by default; a program that asks the libraries alone would send to it.
  const gateway = await GatewayProcess.start({
    dataDir: await temporaryFolder(),
    env: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces`, OTEL_SERVICE_NAME: "unheard" },
  });
  const { client } = await runTurn(gateway.url);
  await client.close();
  await gateway.end("SIGTERM");
  expect(collector.requests).toEqual([]);
});
