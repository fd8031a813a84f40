import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { diskState } from "../testing/disk-state.ts";
import { OPCODE, RawClient, type RawFrame, rawFrame } from "../testing/raw-socket.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const PING = '{"type":"ping","ref":"mine"}';

/** A message that would create a session, with something wrong in its name. */
const create = (name: Buffer | string) =>
  Buffer.concat([Buffer.from('{"type":"create_session","ref":"mine","agentType":"echo","name":"'), Buffer.from(name), Buffer.from('"}')]);

/** A message that would create a session, nested so many levels deep. */
const nested = (levels: number) => {
  const inner = levels - 2;
  return `{"type":"create_session","ref":"mine","agentType":"echo","metadata":{"a":${"[".repeat(inner)}${"]".repeat(inner)}}}`;
};

/** A message of exactly so many bytes. */
const ofBytes = (bytes: number) => {
  const head = '{"type":"ping","ref":"mine","x":"';
  return `${head}${"x".repeat(bytes - head.length - 2)}"}`;
};

test.each([
  ["an overlong encoding", create(Buffer.from([0xc0, 0xaf])), "INVALID_JSON"],
  ["a surrogate in UTF-8", create(Buffer.from([0xed, 0xa0, 0x80])), "INVALID_JSON"],
  ["Latin-1", create(Buffer.from("é", "latin1")), "INVALID_JSON"],
  ["a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), create("a")]), "INVALID_JSON"],
  ["half a surrogate pair in an escape", create("\\ud800"), "INVALID_JSON"],
  ["one level too deep", Buffer.from(nested(LIMITS.jsonDepth + 1)), "INVALID_JSON"],
  ["a thousand levels too deep", Buffer.from(nested(1000)), "INVALID_JSON"],
])("%s is refused with the ref and type that can be read, the connection stays, nothing changes", async (_name, frame, code) => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const before = diskState(gateway.dataDir);
  client.sendRaw(frame);
  expect(await client.next("error")).toMatchObject({ code, ref: "mine", messageType: "create_session" });
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  expect(diskState(gateway.dataDir)).toEqual(before);
});

test.each([
  ["UTF-16", Buffer.from(PING, "utf16le"), "INVALID_JSON"],
  ["nothing at all", Buffer.alloc(0), "INVALID_JSON"],
  ["a single brace", Buffer.from("{"), "INVALID_JSON"],
  ["a mebibyte of opening brackets", Buffer.from("[".repeat(LIMITS.frameBytes)), "INVALID_JSON"],
  ["a mebibyte of nested brackets", Buffer.from("[".repeat(LIMITS.frameBytes / 2) + "]".repeat(LIMITS.frameBytes / 2)), "INVALID_JSON"],
  ["a mebibyte of nested objects", Buffer.from('{"a":'.repeat(200_000) + "}".repeat(20_000)), "INVALID_JSON"],
  ["a list of messages", Buffer.from(`[${PING}]`), "INVALID_MESSAGE"],
  [
    "a ref that is not UTF-8",
    Buffer.concat([Buffer.from('{"type":"ping","ref":"a'), Buffer.from([0xff]), Buffer.from('"}')]),
    "INVALID_JSON",
  ],
  ["a ref that is half a surrogate pair", Buffer.from('{"type":"ping","ref":"\\udc00"}'), "INVALID_JSON"],
])("%s is refused without a ref, and the connection stays", async (_name, frame, code) => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  client.sendRaw(frame);
  const refusal = await client.next("error");
  expect(refusal.code).toBe(code);
  expect(refusal).not.toHaveProperty("ref");
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});

test("nesting up to the limit is accepted", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  client.sendRaw(nested(LIMITS.jsonDepth));
  expect(await client.next("session_created")).toMatchObject({ ref: "mine" });
});

test("a binary frame is INVALID_MESSAGE, even when it holds a message", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  client.sendRaw(Buffer.from(PING), { binary: true });
  expect(await client.next("error")).toMatchObject({ code: "INVALID_MESSAGE" });
  expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});

test("a message of exactly the largest size is answered, whole or in fragments", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  client.sendRaw(ofBytes(LIMITS.frameBytes));
  expect(await client.next("pong")).toMatchObject({ ref: "mine" });
  const raw = await RawClient.connect(gateway.url);
  const bytes = Buffer.from(ofBytes(LIMITS.frameBytes));
  const half = bytes.length / 2;
  raw.send({ payload: bytes.subarray(0, half), fin: false }, { opcode: OPCODE.continuation, payload: bytes.subarray(half) });
  await raw.hear("pong");
});

test("one byte more is MESSAGE_TOO_LARGE and closes the connection with 1009, whole or in fragments", async () => {
  const gateway = await startTestGateway();
  const bytes = Buffer.from(ofBytes(LIMITS.frameBytes + 1));
  const whole: RawFrame[] = [{ payload: bytes }];
  const fragments = Array.from({ length: 17 }, (_, index): RawFrame => {
    const payload = bytes.subarray(index * 65_536, (index + 1) * 65_536);
    return { opcode: index === 0 ? OPCODE.text : OPCODE.continuation, payload, fin: index === 16 };
  });
  // The header alone tells: the gateway need not wait for what it will not read.
  const announced = rawFrame({ claimedLength: LIMITS.frameBytes + 1 }).subarray(0, 14);
  for (const frames of [whole, fragments, [announced]]) {
    const raw = await RawClient.connect(gateway.url);
    raw.send(...frames);
    const { events, closeCode, afterClose } = await raw.ended;
    expect(events.at(-1)).toMatchObject({ type: "error", code: "MESSAGE_TOO_LARGE" });
    expect(closeCode).toBe(CLOSE_CODES.TOO_LARGE);
    expect(afterClose).toBe(0);
  }
});

const VIOLATIONS: [string, RawFrame][] = [
  ["an unmasked frame", { payload: PING, masked: false }],
  ["RSV1, which compression would use", { payload: PING, reserved: 0x40 }],
  ["RSV2", { payload: PING, reserved: 0x20 }],
  ["RSV3", { payload: PING, reserved: 0x10 }],
  ["an opcode for data that nobody defined", { payload: PING, opcode: 0x3 }],
  ["an opcode for control that nobody defined", { payload: "", opcode: 0xb }],
  ["a continuation of nothing", { payload: PING, opcode: OPCODE.continuation }],
  ["a fragmented ping", { payload: "", opcode: OPCODE.ping, fin: false }],
  ["a ping that is too long", { payload: "x".repeat(126), opcode: OPCODE.ping }],
  ["a close frame of one byte", { payload: "x", opcode: OPCODE.close }],
  ["a close code that may not be sent", { payload: Buffer.from([0x03, 0xed]), opcode: OPCODE.close }],
  ["a length beyond what numbers hold", { claimedLength: 2 ** 62 }],
];

test.each(VIOLATIONS)("%s closes the connection with 4400, whether authenticated or not, and no other one", async (_name, frame) => {
  const gateway = await startTestGateway({ withTokens: true });
  const innocent = await gateway.connect("acme~ada");
  const headers: Record<string, string>[] = [{}, { Authorization: "Bearer acme~ada" }];
  for (const header of headers) {
    const raw = await RawClient.connect(gateway.url, header);
    raw.send(frame);
    const { closeCode, afterClose } = await raw.ended;
    expect(closeCode).toBe(frame.claimedLength === 2 ** 62 ? CLOSE_CODES.TOO_LARGE : CLOSE_CODES.PROTOCOL_ERROR);
    expect(afterClose).toBe(0);
  }
  expect(await innocent.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});

test("nothing follows the close frame, not even the answer to what was sent before the violation", async () => {
  const gateway = await startTestGateway();
  const raw = await RawClient.connect(gateway.url);
  await raw.hear("authenticated");
  const messages = Array.from({ length: 10 }, (_, index) => ({ payload: `{"type":"create_session","agentType":"echo","ref":"${index}"}` }));
  raw.send(...messages, { payload: PING, masked: false });
  const { closeCode, afterClose } = await raw.ended;
  expect(closeCode).toBe(CLOSE_CODES.PROTOCOL_ERROR);
  expect(afterClose).toBe(0);
});

test("nothing follows the close frame when the client says goodbye behind its messages", async () => {
  const gateway = await startTestGateway();
  const raw = await RawClient.connect(gateway.url);
  await raw.hear("authenticated");
  const messages = Array.from({ length: 10 }, (_, index) => ({ payload: `{"type":"create_session","agentType":"echo","ref":"${index}"}` }));
  raw.send(...messages, { opcode: OPCODE.close, payload: Buffer.from([0x03, 0xe8]) });
  const { closeCode, afterClose } = await raw.ended;
  expect(closeCode).toBe(1000);
  expect(afterClose).toBe(0);
});

test("a client that vanishes in the middle of a frame, or of a handshake, takes nobody with it", async () => {
  const gateway = await startTestGateway();
  const innocent = await gateway.connect();
  for (let count = 0; count < 20; count++) {
    const raw = await RawClient.connect(gateway.url);
    raw.send(rawFrame({ payload: `{"type":"create_session","agentType":"echo","ref":"${randomUUID()}"}` }).subarray(0, 1 + count));
    raw.socket.resetAndDestroy();
  }
  expect(await innocent.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  expect((await innocent.request({ type: "list_sessions" }, "session_list")).sessions).toEqual([]);
});
