import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DURABLE_EVENTS } from "../../../generated/gateway/events.ts";
import { ScriptedGateway } from "../../testing/scripted-gateway.ts";
import { testClient } from "../../testing/test-client.ts";
import { DiminuendoClient } from "./client.ts";
import type { ServerEvent } from "./generated/events.ts";
import { isDurable } from "./session-cursor.ts";

interface Schema {
  properties?: Record<string, unknown>;
  required?: string[];
}

const { protocols } = JSON.parse(readFileSync(new URL("../../../generated/protocol.json", import.meta.url), "utf8")) as {
  protocols: { messages: { type: string; reply: string }[]; events: { type: string; model: string }[]; $defs: Record<string, Schema> }[];
};
const [{ messages, events, $defs }] = protocols as [(typeof protocols)[0]];

const methodOf = (type: string) => type.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

test.each(messages)("$type has a method that sends it and resolves with $reply", async ({ type, reply }) => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  const methods = client as unknown as Record<string, (fields: object) => Promise<unknown>>;
  const answer = methods[methodOf(type)]?.call(client, { marked: true });
  const message = await connection.next(type);
  expect(message["marked"]).toBe(true);
  connection.send({ type: reply, ref: message.ref, session: { id: "s" } });
  expect(await answer).toMatchObject({ type: reply });
});

test.each(events)("whether $type belongs to a log shows in its fields", ({ type, model }) => {
  const { properties = {}, required = [] } = $defs[model] ?? {};
  const withAll = Object.fromEntries(Object.keys(properties).map((name) => [name, 1])) as unknown as ServerEvent;
  const withRequired = Object.fromEntries(required.map((name) => [name, 1])) as unknown as ServerEvent;
  const isOfLog = (DURABLE_EVENTS as ReadonlySet<string>).has(type);
  expect(isDurable(withAll)).toBe(isOfLog);
  expect(isDurable(withRequired)).toBe(isOfLog);
});

test("no event of the gateway has a name that the client uses for its own", () => {
  const types = events.map(({ type }) => type);
  for (const own of ["state", "reset", "ended"]) expect(types).not.toContain(own);
});

test("no method of the client hides the one of a message", () => {
  const own = Object.getOwnPropertyNames(DiminuendoClient.prototype);
  for (const { type } of messages) expect(own).not.toContain(methodOf(type));
});

test("the runtime imports nothing from outside the package, so that it runs wherever a browser does", () => {
  const folder = new URL("./", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const name of files) {
    const imports = [...readFileSync(new URL(name, folder), "utf8").matchAll(/ from "([^"]+)"/g)].map(([, path]) => path ?? "");
    for (const path of imports) expect(path, name).toMatch(/^\.\.?\/([a-z-]+\/)*[a-z-]+\.ts$/);
  }
});
