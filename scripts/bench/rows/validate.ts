import type { Handlers } from "../../../generated/gateway/handlers.ts";
import { MESSAGES, type MessageType } from "../../../generated/gateway/messages.ts";
import { Membership } from "../../../server/members/membership.ts";
import { checkPermission } from "../../../server/pipeline/authorize.ts";
import { decode } from "../../../server/pipeline/decode.ts";
import { report } from "../result.ts";
import { SAMPLE_MESSAGES } from "../sample-messages.ts";
import { zodSchemas } from "../zod-schemas.ts";

/* A mix of the 21 messages, from bytes to the handler's door: UTF-8, JSON, nesting, schema, permission, dispatch. */

const ROUNDS = 40_000;

const frames = SAMPLE_MESSAGES.map((message) => Buffer.from(JSON.stringify(message)));
const membership = new Membership("bench", "bench", "", "owner");
const done = Promise.resolve({});
const handlers = handlersThatDoNothing();

const ours = rateOf(() => {
  for (const frame of frames) {
    const decoded = decode(frame, false);
    if ("refusal" in decoded) throw decoded.refusal;
    const { row, message } = decoded;
    checkPermission(row, message, membership);
    void row.handle(handlers, message, null);
  }
});

const schemas = zodSchemas(Object.values(MESSAGES).map(({ type }) => type));
const theirs = rateOf(() => {
  for (const frame of frames) {
    const value = JSON.parse(frame.toString("utf8")) as { type: MessageType };
    const schema = schemas.get(value.type);
    if (schema?.safeParse(value).success !== true) throw new Error(`zod refuses ${value.type}.`);
  }
});

report({
  row: "validate + route",
  figures: [
    {
      name: "bytes to handler, a mix of the 21 messages",
      value: ours,
      unit: "messages/s",
      target: { at: "least", value: 500_000 },
      note: `${Math.round(frames.reduce((sum, frame) => sum + frame.length, 0) / frames.length)} bytes a message on average`,
    },
    { name: "zod: bytes to the same schemas", value: theirs, unit: "messages/s" },
    { name: "gateway ÷ zod, from bytes", value: ours / theirs, unit: "×" },
    ...checksAlone(),
  ],
});

/** Plain objects, as a gateway has them: which methods they need is asked of the dispatch table once. */
function handlersThatDoNothing(): Handlers<null> {
  const found: Record<string, Record<string, () => Promise<object>>> = {};
  const note = (group: string, method: string) => {
    found[group] = { ...found[group], [method]: () => done };
    return () => done;
  };
  const asked = new Proxy({}, { get: (_, group: string) => new Proxy({}, { get: (_none, method: string) => note(group, method) }) });
  for (const { handle } of Object.values(MESSAGES)) void handle(asked as Handlers<null>, {}, null);
  return found as unknown as Handlers<null>;
}

/** The schemas by themselves, without JSON. */
function checksAlone() {
  const values = SAMPLE_MESSAGES.map((message) => ({ ...message }));
  const generated = rateOf(() => {
    for (const value of values) if (!MESSAGES[value.type].validate(value)) throw new Error(value.type);
  });
  const zod = rateOf(() => {
    for (const value of values) if (schemas.get(value.type)?.safeParse(value).success !== true) throw new Error(value.type);
  });
  return [
    { name: "schemas alone, generated", value: generated, unit: "messages/s" },
    { name: "schemas alone, zod", value: zod, unit: "messages/s" },
    { name: "generated ÷ zod", value: generated / zod, unit: "×", target: { at: "least" as const, value: 5 } },
  ];
}

function rateOf(round: () => void): number {
  for (let warm = 0; warm < ROUNDS / 10; warm++) round();
  const start = performance.now();
  for (let count = 0; count < ROUNDS; count++) round();
  return (ROUNDS * SAMPLE_MESSAGES.length) / ((performance.now() - start) / 1000);
}
