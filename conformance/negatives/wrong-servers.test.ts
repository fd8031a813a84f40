import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { WebSocketServer } from "ws";
import { readSpec } from "../runner/spec.ts";
import type { Case, Verdict } from "./case.ts";
import { readExamples } from "./examples.ts";
import { concordanceCases, gatewayCases } from "./generate.ts";
import { runRest } from "./run-rest.ts";
import { runStream } from "./run-rpc.ts";
import { runWs } from "./run-ws.ts";

/*
 * Servers that each are wrong in one way: every one of them must be found out.
 */

const { gateway, concordance } = await readSpec();
const RENAMES = gatewayCases(gateway, await readExamples(gateway)).filter(({ target }) => target === "rename_session");
const REFUSED = RENAMES.filter(({ field, expected }) => field === "/name" && expected.verdict === "refused").slice(0, 3);
const ACCEPTED = RENAMES.filter(({ field, expected }) => field === "/name" && expected.verdict === "accepted").slice(0, 3);

type Frame = Record<string, unknown>;

/** Answers frames with what a function makes of them; what it makes of none is said first. */
async function serveSocket(answer: (frame: Frame | null) => Frame | "close"): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  server.on("connection", (socket) => {
    const say = (said: Frame | "close") => (said === "close" ? socket.close() : socket.send(JSON.stringify(said)));
    say(answer(null));
    socket.on("message", (data) => say(answer(JSON.parse(String(data)) as Frame)));
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A gateway that answers whatever is no ping with something wrong. */
async function wrongGateway(answer: (frame: Frame) => Frame | "close"): Promise<string> {
  return serveSocket((frame) => {
    if (frame === null) return { type: "authenticated" };
    return frame["type"] === "ping" ? { type: "pong", ref: frame["ref"] } : answer(frame);
  });
}

const right = (frame: Frame): Frame => ({
  type: "error",
  code: "INVALID_MESSAGE",
  ref: frame["ref"],
  messageType: frame["type"],
  details: [{ path: "/name", message: "is wrong" }],
});

async function verdictsOf(url: string, cases: readonly Case[]): Promise<Verdict["verdict"][]> {
  const verdicts = await runWs(gateway, { url, token: null }, cases);
  expect(verdicts).toHaveLength(cases.length);
  return [...new Set(verdicts.map(({ verdict }) => verdict))];
}

test("what is right passes, and refusing what is allowed does not", async () => {
  const url = await wrongGateway(right);
  expect(await verdictsOf(url, REFUSED)).toEqual(["passed"]);
  expect(await verdictsOf(url, ACCEPTED)).toEqual(["failed"]);
});

test.each<[string, (frame: Frame) => Frame | "close"]>([
  ["accepts everything", ({ ref }) => ({ type: "session_updated", ref })],
  ["says another code", (frame) => ({ ...right(frame), code: "SESSION_NOT_FOUND" })],
  ["names another field", (frame) => ({ ...right(frame), details: [{ path: "/sessionId", message: "" }] })],
  ["names no field", (frame) => ({ ...right(frame), details: undefined })],
  ["names another message", (frame) => ({ ...right(frame), messageType: "ping" })],
  ["closes the connection", () => "close"],
])("a gateway that %s fails", async (_name, answer) => {
  expect(await verdictsOf(await wrongGateway(answer), REFUSED)).toEqual(["failed"]);
});

test("a gateway that refuses, and then hears nothing any more, fails", async () => {
  const url = await serveSocket((frame) => {
    if (frame === null) return { type: "authenticated" };
    return frame["type"] === "ping" ? "close" : right(frame);
  });
  expect(await verdictsOf(url, REFUSED)).toEqual(["failed"]);
});

test("a gateway that has no room for anything has accepted nothing", async () => {
  const url = await wrongGateway(({ ref, type }) => ({ type: "error", code: "RATE_LIMITED", ref, messageType: type }));
  expect(await verdictsOf(url, ACCEPTED)).toEqual(["failed"]);
});

const CALLS = concordanceCases(concordance, await readExamples(concordance)).filter(({ expected }) => expected.verdict === "refused");
const DETAILS = [{ path: "/namespace", message: "is wrong" }];

test.each<[string, Frame, Verdict["verdict"]]>([
  ["the number and the name", { code: -32602, data: { code: "INVALID_REQUEST", details: DETAILS } }, "passed"],
  ["another number", { code: -32600, data: { code: "INVALID_REQUEST", details: DETAILS } }, "failed"],
  ["another name", { code: -32602, data: { code: "NOT_FOUND", details: DETAILS } }, "failed"],
  ["no name", { code: -32602 }, "failed"],
])("a node that refuses a call with %s: %s", async (_name, error, verdict) => {
  const url = await serveSocket((frame) => {
    if (frame === null) return { jsonrpc: "2.0", method: "hello", params: {} };
    const { id, method } = frame;
    return method === "cluster/status" ? { jsonrpc: "2.0", id, result: {} } : { jsonrpc: "2.0", id, error };
  });
  const cases = CALLS.filter(({ target, field }) => target === "kv/get" && field === "/namespace").slice(0, 3);
  const verdicts = await runStream(concordance, { url, token: "key" }, cases);
  expect(verdicts.map((one) => one.verdict)).toEqual(cases.map(() => verdict));
});

test.each<[string, number, Frame, Verdict["verdict"]]>([
  ["as the contract says", 400, { error: { code: "INVALID_REQUEST", details: [{ path: "/query/limit" }] } }, "passed"],
  ["with another status", 422, { error: { code: "INVALID_REQUEST", details: [{ path: "/query/limit" }] } }, "failed"],
  ["with a success", 200, { items: [] }, "failed"],
  ["with nothing that is known", 400, {}, "failed"],
])("a service that answers %s: %s", async (_name, status, body, verdict) => {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cases = CALLS.filter(({ target, field }) => target === "GET /api/v1/kv/{namespace}" && field === "/query/limit");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const verdicts = await runRest({ url, token: "key" }, cases);
  expect(verdicts.map((one) => one.verdict)).toEqual(cases.map(() => verdict));
});
