import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

const INDEX = fileURLToPath(new URL("./index.ts", import.meta.url));
const ENTRY = "application.js";
const MAX_BYTES = 15 * 1024;

/** What a bundler makes of an application that uses some of the package: which of its modules, and how many bytes, minified and compressed. */
async function bundle(...names: string[]): Promise<{ modules: string[]; bytes: number }> {
  const application = {
    name: "application",
    resolveId: (id: string) => (id === ENTRY ? { id, moduleSideEffects: true } : null),
    load: (id: string) => (id === ENTRY ? `export { ${names.join(", ")} } from ${JSON.stringify(INDEX)};` : null),
  };
  const build = await rolldown({ input: ENTRY, plugins: [application], platform: "browser" });
  const { output } = await build.generate({ format: "esm", minify: true });
  await build.close();
  const [chunk] = output;
  const modules = Object.entries(chunk.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []));
  return {
    modules: modules.flatMap((id) => id.split("/clients/typescript/src/")[1] ?? []),
    bytes: gzipSync(chunk.code, { level: 9 }).length,
  };
}

const isOf = (folder: string) => (module: string) => module.startsWith(folder);

test("an application with the client alone has nothing of the configuration and of REST in it, and less than 15 KiB", async () => {
  const { modules, bytes } = await bundle("DiminuendoClient");
  expect(modules).toContain("client.ts");
  expect(modules.filter(isOf("config/"))).toEqual([]);
  expect(modules.filter(isOf("rest/"))).toEqual([]);
  expect(modules).not.toContain("generated/rest-resources.ts");
  expect(bytes).toBeLessThan(MAX_BYTES);
  // What is next to nothing was not bundled.
  expect(bytes).toBeGreaterThan(4 * 1024);
});

test("an application with the client of REST alone has no WebSocket in it", async () => {
  const { modules } = await bundle("RestClient");
  expect(modules).toContain("rest/rest-client.ts");
  expect(modules.filter((module) => ["client.ts", "connection.ts", "link.ts", "pending-calls.ts"].includes(module))).toEqual([]);
  expect(modules.filter(isOf("config/"))).toEqual([]);
});

test("an application with errors alone has no client in it", async () => {
  const { modules } = await bundle("ConnectionLostError", "GatewayError");
  expect(modules.toSorted()).toEqual(["errors.ts", "generated/error-codes.ts"]);
});

test("the sizes that the README names are those of today", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const kib = async (...names: string[]) => Math.ceil((await bundle(...names)).bytes / 1024);
  const all = await kib("DiminuendoClient", "ConfigClient", "RestClient");
  expect(readme).toContain(`weighs ${await kib("DiminuendoClient")} KiB compressed, ${all} with`);
});
