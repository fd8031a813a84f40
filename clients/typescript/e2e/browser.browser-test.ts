import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { startBrowser } from "../../testing/browser.ts";
import { GatewayProcess } from "../../testing/gateway-process.ts";

const SOURCE = fileURLToPath(new URL("../src/", import.meta.url));
const SCRIPT = fileURLToPath(new URL("page.js", import.meta.url));
const PAGE = '<!doctype html><title>SDK</title><script type="module" src="/page.js"></script>';

/** What `page.js` offers. */
interface InPage {
  items: { seq?: number }[];
  join(url: string): Promise<void>;
  runTurn(text: string): Promise<string>;
  configure(url: string, values: string[]): Promise<string[]>;
}

/** Serves the page, and the SDK's modules with their types taken out and nothing else done to them. */
async function servePage(): Promise<string> {
  const server = createServer(async (request, response) => {
    const module = /^\/sdk\/([\w/-]+\.ts)$/.exec(request.url ?? "")?.[1];
    response.setHeader("content-type", request.url === "/" ? "text/html" : "text/javascript");
    if (module !== undefined) response.end(stripTypeScriptTypes(await readFile(`${SOURCE}${module}`, "utf8")));
    else response.end(request.url === "/page.js" ? await readFile(SCRIPT) : PAGE);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function openPage(): Promise<Page> {
  const page = await (await startBrowser()).newPage();
  await page.goto(await servePage());
  await page.waitForFunction(() => "inPage" in globalThis);
  return page;
}

const join = (page: Page, url: string) => page.evaluate((given) => (globalThis as unknown as { inPage: InPage }).inPage.join(given), url);
const runTurn = (page: Page, text: string) =>
  page.evaluate((given) => (globalThis as unknown as { inPage: InPage }).inPage.runTurn(given), text);

test("a page in a browser runs a turn through the SDK as it is", async () => {
  const gateway = await GatewayProcess.start();
  const page = await openPage();
  await join(page, gateway.url);
  expect(await runTurn(page, "Hello from a page, ü and 👋")).toBe("Hello from a page, ü and 👋");
});

test("a page follows the configuration that another client of it writes", async () => {
  const gateway = await GatewayProcess.start();
  const page = await openPage();
  const values = ["dark", "light", "ü and 👋"];
  const told = await page.evaluate(
    ([url, given]) => (globalThis as unknown as { inPage: InPage }).inPage.configure(url as string, given as string[]),
    [gateway.url, values],
  );
  expect(told).toEqual(values);
});

test("a page whose gateway is killed comes back, and has every event of its session once and in order", async () => {
  const gateway = await GatewayProcess.start();
  const page = await openPage();
  await join(page, gateway.url);
  expect(await runTurn(page, "before")).toBe("before");
  await gateway.kill();
  const after = runTurn(page, "after");
  await gateway.restart();
  expect(await after).toBe("after");
  const seqs = await page.evaluate(() => (globalThis as unknown as { inPage: InPage }).inPage.items.map(({ seq }) => seq));
  expect(seqs.length).toBeGreaterThan(10);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

test("a page of an origin that is not allowed is refused by a gateway that is not in dev mode", async () => {
  const gateway = await GatewayProcess.start({
    DEV_MODE: "false",
    AUTH_URL: "http://127.0.0.1:9",
    HOST: "127.0.0.1",
    ALLOWED_ORIGINS: "https://app.example.com",
  });
  const page = await openPage();
  const opened = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
        socket.onopen = () => resolve("open");
        socket.onclose = () => resolve("closed");
      }),
    gateway.url,
  );
  expect(opened).toBe("closed");
});
