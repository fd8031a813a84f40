import { readdirSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { startTestGateway } from "../../testing/test-gateway.ts";

const GENERATED = new URL("../../../generated/", import.meta.url);
const PAGES = filesIn("reference/html/").flatMap((file) => (file.endsWith(".html") ? [addressOf(file)] : []));
const DOCUMENTS = ["openapi/", "asyncapi/", "openrpc/", "json-schema/"].flatMap((folder) =>
  filesIn(folder).map((file) => `/docs/${folder}${file}`),
);

/** Files below a folder of what is generated, by their paths in it. */
function filesIn(folder: string): string[] {
  const url = new URL(folder, GENERATED);
  return readdirSync(url, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath.replace(/\/?$/, "/")}${name}`.slice(url.pathname.length));
}

function addressOf(file: string): string {
  return file === "index.html" ? "/docs" : `/docs/reference/${file.replace(/\.html$/, "")}`;
}

async function start() {
  const gateway = await startTestGateway({ withTokens: true });
  onTestFinished(() => gateway.close());
  return gateway;
}

test("pages and documents come without a token, each as what it is, and pages may load nothing but their styles", async () => {
  const gateway = await start();
  expect(PAGES.length).toBeGreaterThan(20);
  expect(DOCUMENTS.length).toBeGreaterThan(200);
  for (const path of PAGES) {
    const response = await gateway.request("GET", path);
    expect([path, response.status, response.headers.get("content-type")]).toEqual([path, 200, "text/html; charset=utf-8"]);
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).not.toMatch(
      /<script|style=|https?:\/\/(?!127\.0\.0\.1|www\.w3\.org|agentclientprotocol)[\w.-]+\.(js|css)/,
    );
  }
  for (const path of [...DOCUMENTS, "/docs/protocol.json"]) {
    const response = await gateway.request("GET", path);
    expect([path, response.status, response.headers.get("content-type")]).toEqual([path, 200, "application/json; charset=utf-8"]);
    await response.json();
  }
  expect((await gateway.request("HEAD", "/docs")).status).toBe(200);
});

test("every link of every page leads somewhere, down to the heading", async () => {
  const gateway = await start();
  const texts = new Map<string, string>();
  const read = async (path: string) => {
    const found = texts.get(path) ?? (await (await gateway.request("GET", path)).text());
    texts.set(path, found);
    return found;
  };
  const broken: string[] = [];
  for (const page of PAGES) {
    const text = await read(page);
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect([page, ids.filter((id, at) => ids.indexOf(id) !== at)]).toEqual([page, []]);
    for (const [, href = ""] of text.matchAll(/(?:href|src)="(?!data:)([^"]+)"/g)) {
      const [path = "", fragment] = href.split("#");
      const target = path === "" ? page : path;
      if (!target.startsWith("/docs")) broken.push(`${page}: ${href}`);
      else if (!texts.has(target) && (await gateway.request("GET", target)).status !== 200) broken.push(`${page}: ${href}`);
      else if (fragment !== undefined && !(await read(target)).includes(` id="${fragment}"`)) broken.push(`${page}: ${href}`);
    }
  }
  expect(broken).toEqual([]);
});

test.each([
  "/docs/manifest.json",
  "/docs/gateway/limits.ts",
  "/docs/reference/index.html",
  "/docs/reference/gateway/messages.md",
  "/docs/reference/gateway/nothing",
  "/docs/openapi/nothing.json",
  "/docs/openapi/..%2f..%2fpackage.json",
  "/docs/openapi/%2e%2e/manifest.json",
  "/docs/json-schema/concordance/..%2fAck.json",
  "/docs//protocol.json",
  "/docs/protocol.json%00",
  "/docs/protocol.json%0a",
  "/docs/reference/gateway/messages%0a",
])("%s is nothing of the documentation", async (path) => {
  const gateway = await start();
  const response = await gateway.request("GET", path);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: "NOT_FOUND" });
});
