import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CONCORDANCE } from "../../../spec/test/concordance-model.ts";
import { EXAMPLES, examplesOfProtocol, objectIn } from "../../../spec/test/example-files.ts";
import { GATEWAY } from "../../../spec/test/gateway-model.ts";
import { operationHeading } from "./operation-pages.ts";

const PROTOCOLS = [
  { protocol: GATEWAY, examples: EXAMPLES },
  { protocol: CONCORDANCE, examples: examplesOfProtocol("concordance") },
];

/** A page of the reference. */
function page(protocol: { name: string }, name: string): string {
  return readFileSync(new URL(`../../../generated/reference/${protocol.name}/${name}.md`, import.meta.url), "utf8");
}

/** What stands under a heading of a page, up to the next one of its level or above. */
function section(text: string, heading: string): string {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.replace(/^#+ /, "") === heading && line.startsWith("#"));
  if (start < 0) throw new Error(`There is no heading ${heading}.`);
  const level = lines[start]?.indexOf(" ") ?? 0;
  const end = lines.findIndex((line, at) => at > start && /^#+ /.test(line) && line.indexOf(" ") <= level);
  return lines.slice(start, end < 0 ? undefined : end).join("\n");
}

/** The JSON that stands in the blocks of a text, and the bodies of its HTTP messages. */
function examplesIn(text: string): unknown[] {
  return [...text.matchAll(/^```(json|http)\n([\s\S]*?)\n```$/gm)].flatMap(([, language, content = ""]) => {
    const body = language === "json" ? content : content.slice(content.indexOf("\n\n") + 1).trim();
    return body.startsWith("{") && !body.includes("\n{") ? [JSON.parse(body.split("\n\nHTTP/")[0] ?? "")] : [];
  });
}

test("every message and event stands on its page, with its full example and all of its fields", () => {
  for (const [name, things] of [
    ["messages", GATEWAY.messages],
    ["events", GATEWAY.events],
  ] as const) {
    const text = page(GATEWAY, name);
    for (const { type, model, doc } of things) {
      const found = section(text, `\`${type}\``);
      expect(found).toContain(doc);
      expect(examplesIn(found)).toEqual([objectIn(EXAMPLES, model, "valid-full")]);
      for (const field of Object.keys(GATEWAY.$defs[model]?.properties ?? {})) expect(found).toContain(`| \`${field}\` |`);
    }
  }
});

test("every method and notification stands on its page, with a call, its answer and its errors", () => {
  for (const { protocol, examples, name } of [
    { ...PROTOCOLS[0], name: "acp" },
    { ...PROTOCOLS[1], name: "stream" },
  ]) {
    if (protocol === undefined || examples === undefined) throw new Error("There is no such protocol.");
    const text = page(protocol, name);
    for (const { name: method, params, result, errors } of protocol.methods) {
      const found = section(text, `\`${method}\``);
      expect(examplesIn(found)).toEqual([
        { jsonrpc: "2.0", id: 1, method, params: objectIn(examples, params, "valid-full") },
        { jsonrpc: "2.0", id: 1, result: objectIn(examples, result, "valid-full") },
      ]);
      for (const code of errors) expect(found).toContain(`[\`${code}\`](errors.md#${code.toLowerCase()})`);
    }
    for (const { name: method, params } of protocol.notifications) {
      expect(examplesIn(section(text, `\`${method}\``))).toEqual([
        { jsonrpc: "2.0", method, params: objectIn(examples, params, "valid-full") },
      ]);
    }
    for (const { rows } of protocol.accessTables) for (const row of rows) expect(text).toContain(`| \`${row.name}\` |`);
  }
});

test("every endpoint stands on its page, with a request, its answers, its parameters and its errors", () => {
  for (const { protocol, examples } of PROTOCOLS) {
    for (const operation of protocol.operations) {
      const { resource, method, parameters, body, responses, errors } = operation;
      const words = resource.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
      const found = section(page(protocol, protocol === GATEWAY ? `rest-${words}` : "rest"), operationHeading(operation));
      const [request = ""] = found.split("```http\n").slice(1);
      expect(request).toMatch(new RegExp(`^${method} /[^\\s{}]+ HTTP/1\\.1\n`));
      const shown = examplesIn(found);
      const bodies = [body, ...responses.flatMap(({ content }) => Object.values(content))];
      for (const schema of bodies) {
        if (schema?.$ref === undefined) continue;
        expect(shown).toContainEqual(objectIn(examples, schema.$ref.slice("#/$defs/".length), "valid-full"));
      }
      for (const { status } of responses) expect(found).toContain(`HTTP/1.1 ${status} `);
      for (const { wireName } of parameters) expect(found).toContain(`| \`${wireName}\` |`);
      for (const code of errors) expect(found).toContain(`[\`${code}\`](errors.md#${code.toLowerCase()})`);
    }
  }
});

test("every error code stands on its page, with an example", () => {
  for (const { protocol } of PROTOCOLS) {
    const text = page(protocol, "errors");
    for (const { name, doc, status } of protocol.errorCodes) {
      const found = section(text, `\`${name}\``);
      expect(found).toContain(doc);
      expect(found).toContain(`HTTP status \`${status}\``);
      expect(examplesIn(found)).toHaveLength(1);
      expect(JSON.stringify(examplesIn(found))).toContain(`"code":"${name}"`);
    }
  }
});

test("every close code, permission, role, limit, state and move stands in its table, with its value", () => {
  for (const { protocol } of PROTOCOLS) {
    const closings = page(protocol, "close-codes");
    for (const { name, code } of protocol.closeCodes) expect(closings).toContain(`| \`${code}\` | \`${name}\` |`);
    const limits = page(protocol, "limits");
    for (const { name, value, unit } of protocol.limits) expect(limits).toContain(`| \`${name}\` | ${value} ${unit} |`);
  }
  const permissions = page(GATEWAY, "permissions");
  for (const { value, doc } of GATEWAY.permissions) {
    const roles = GATEWAY.roles.filter((role) => role.permissions.includes(value)).map(({ name }) => `\`${name}\``);
    expect(permissions).toContain(`| \`${value}\` | ${doc} | ${roles.join(", ")} |`);
  }
  for (const { name } of GATEWAY.roles) expect(permissions).toContain(`| \`${name}\` |`);
  const states = page(GATEWAY, "states");
  for (const { name, live, moves } of GATEWAY.stateMachines.flatMap((machine) => machine.states)) {
    expect(states).toContain(`| \`${name}\` | ${live ? "yes" : ""} | ${moves.map((move) => `\`${move}\``).join(", ")} |`);
  }
});

test("every type has a heading, and every example of one that is no message or event is shown", () => {
  for (const { protocol, examples } of PROTOCOLS) {
    const text = page(protocol, "types");
    const elsewhere = new Set([...protocol.messages, ...protocol.events].map(({ model }) => model));
    for (const type of Object.keys(protocol.$defs)) {
      const found = section(text, type);
      if (elsewhere.has(type)) expect(found).toMatch(/See \[`[\w.]+`\]\((messages|events)\.md#/);
      else if (examples.some((example) => example.type === type))
        expect(examplesIn(found)).toEqual([objectIn(examples, type, "valid-full")]);
    }
  }
});
