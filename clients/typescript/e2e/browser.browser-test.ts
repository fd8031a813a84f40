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

/** Serves an empty page and the SDK's modules, types taken out and nothing else done to them. */
async function servePage(): Promise<string> {
  const server = createServer(async (request, response) => {
    const path = /^\/sdk\/([\w/-]+\.ts)$/.exec(request.url ?? "")?.[1];
    if (path === undefined) {
      response.setHeader("content-type", "text/html").end("<!doctype html><title>SDK</title>");
      return;
    }
    response.setHeader("content-type", "text/javascript").end(stripTypeScriptTypes(await readFile(`${SOURCE}${path}`, "utf8")));
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
  const browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto(await servePage());
  return page;
}

/** What the script in the page finds: the SDK, and what it kept from one call to the next. */
interface InPage {
  items: { type: string; seq?: number }[];
  client: { close(): void };
  runTurn(text: string): Promise<string>;
}

/** Connects the page to a gateway and joins a new session, whose events are kept. */
async function joinFromPage(page: Page, url: string): Promise<void> {
  await page.evaluate(async (gatewayUrl) => {
    const { DiminuendoClient } = (await import(`${location.origin}/sdk/index.ts`)) as typeof import("../src/index.ts");
    const client = new DiminuendoClient({ url: gatewayUrl });
    await client.connect();
    const { session } = await client.createSession({ agentType: "echo" });
    const joined = await client.join(session.id);
    const items: InPage["items"] = [];
    void (async () => {
      for await (const item of joined.events()) items.push(item);
    })();
    const runTurn = async (text: string) => {
      const turn = await joined.runTurn(text);
      const end = await turn.ended;
      return end.type === "turn_complete" ? end.finalText : end.type;
    };
    Object.assign(globalThis, { inPage: { items, client, runTurn } satisfies InPage });
  }, url);
}

test("a page in a browser runs a turn through the SDK as it is", async () => {
  const gateway = await GatewayProcess.start();
  const page = await openPage();
  await joinFromPage(page, gateway.url);
  expect(await page.evaluate(() => (globalThis as unknown as { inPage: InPage }).inPage.runTurn("Hello from a page, ü and 👋"))).toBe(
    "Hello from a page, ü and 👋",
  );
});

test("a page whose gateway is killed comes back, and has every event of its session once and in order", async () => {
  const gateway = await GatewayProcess.start();
  const page = await openPage();
  await joinFromPage(page, gateway.url);
  const runTurn = (text: string) => page.evaluate((given) => (globalThis as unknown as { inPage: InPage }).inPage.runTurn(given), text);
  expect(await runTurn("before")).toBe("before");
  await gateway.kill();
  const after = runTurn("after");
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
