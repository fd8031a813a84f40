import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { schemaReferences } from "../../spec/protocol/src/emit/schema-references.ts";
import { EXAMPLES, examplesOfProtocol, parsed } from "../../spec/test/example-files.ts";
import { generatedFiles, ROOT } from "./test/repository-copy.ts";

const FILES = await generatedFiles(ROOT);
const SOURCES = FILES.filter((path) => /\.([jt]s|py)$/.test(path));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const READABLE = FILES.filter((path) => /\.(md|html|css)$/.test(path));
const BANNER = /^(?:<!doctype html>\n)?(?:\/\/|#|<!--|\/\*) Generated from (\S+) by `npm run generate`\. Do not edit\.(?: -->| \*\/)?\n/;
/** What the spec's examples say is no trace of a machine: the documents show it, JSON within JSON, too. */
const SHOWN = new Set([...EXAMPLES, ...examplesOfProtocol("concordance")].flatMap((example) => stringsIn(parsed(example))));

/** Every text in a value that looks like a path or a time. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return /^\/|\d\dT\d\d:/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** A text without the examples in it. */
function withoutExamples(text: string): string {
  return text.replaceAll(/(?:"|&quot;)((?:\/|\d)[^"&\n]*)(?:"|&quot;)/g, (quoted, inner: string) => (SHOWN.has(inner) ? "" : quoted));
}

test("generated files are source code, JSON, pages, and nothing else", () => {
  expect(FILES.filter((path) => !/\.(ts|js|json|py|md|html|css)$/.test(path))).toEqual([]);
  expect(SOURCES.length).toBeGreaterThan(20);
  expect(READABLE.length).toBeGreaterThan(40);
});

test.each([...SOURCES, ...READABLE])("%s says in its first line what it came from, and not to edit it", (path) => {
  const source = BANNER.exec(read(path))?.[1] ?? "";
  expect(source).not.toBe("");
  expect(globSync(source, { cwd: ROOT })).not.toEqual([]);
});

test.each(FILES)("%s holds nothing of the machine that it was made on, and no time", (path) => {
  const text = withoutExamples(read(path));
  for (const trace of [ROOT.replace(/\/$/, ""), homedir(), tmpdir(), `${hostname()}.`, `/${userInfo().username}/`, "file://"]) {
    expect(text.includes(trace) ? trace : null).toBeNull();
  }
  expect(text).not.toMatch(/(?<![\w.:/-])\/(home|Users|root|tmp|var|opt|mnt)\/\w/);
  expect(text).not.toMatch(/\b20\d\d-\d\d-\d\dT\d\d:/);
});

test.each(FILES)("%s ends with one line break and has no other kind of line end", (path) => {
  expect(read(path)).toMatch(/[^\n]\n$/);
  expect(read(path)).not.toContain("\r");
});

test("the manifest lists every other generated file with its hash", () => {
  const manifest = JSON.parse(read("generated/manifest.json")) as { files: Record<string, string> };
  const others = FILES.filter((path) => path !== "generated/manifest.json");
  const hashes = others.map((path): [string, string] => [path, createHash("sha256").update(read(path)).digest("hex")]);
  expect(manifest.files).toEqual(Object.fromEntries(hashes));
});

const { protocols } = JSON.parse(read("generated/protocol.json")) as ProtocolDocument;

test.each(protocols)("$name: every reference within protocol.json leads somewhere", (protocol) => {
  const references = [...JSON.stringify(protocol).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((reference) => !(reference.replace("#/$defs/", "") in protocol.$defs))).toEqual([]);
});

test.each(protocols)("$name: every definition is used by something on a wire or in a file", (protocol) => {
  const schemas = protocol.operations.flatMap(({ parameters, body, responses, error }) => [
    ...parameters.map(({ schema }) => schema),
    body,
    error,
    ...responses.flatMap(({ content }) => Object.values(content)),
  ]);
  const named = [...JSON.stringify(schemas).matchAll(/"#\/\$defs\/(\w+)"/g)].map((match) => match[1] ?? "");
  const roots = [
    ...[...protocol.messages, ...protocol.events].map(({ model }) => model),
    ...protocol.methods.flatMap(({ params, result }) => [params, result]),
    ...protocol.notifications.map(({ params }) => params),
  ];
  expect(schemaReferences(protocol, [...roots, ...named, ...protocol.published])).toEqual(Object.keys(protocol.$defs));
});

test.each(protocols)("$name: every definition, message, event, code and limit is explained", (protocol) => {
  const { messages, events, methods, notifications, errorCodes, closeCodes, permissions, roles, limits, sockets, operations } = protocol;
  const tables = [...errorCodes, ...closeCodes, ...permissions, ...roles, ...limits, ...sockets];
  const silent = [...tables, ...operations].filter(({ doc }) => doc === "");
  expect(silent.map(({ name }) => name)).toEqual([]);
  expect([...messages, ...events].filter(({ doc, chapter }) => doc === "" || chapter === "").map(({ type }) => type)).toEqual([]);
  expect([...methods, ...notifications].filter(({ doc, chapter }) => doc === "" || chapter === "").map(({ name }) => name)).toEqual([]);
  const unexplained = Object.entries(protocol.$defs).filter(([, { description = "" }]) => !/\.$/.test(description));
  expect(unexplained.map(([name]) => name)).toEqual([]);
});
