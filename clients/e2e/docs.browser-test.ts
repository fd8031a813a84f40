import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ROUTES } from "../../generated/gateway/routes.ts";
import { startBrowser } from "../testing/browser.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";

/** What a page asks for, and what it complains of. */
function watched(page: Page) {
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { requested, complaints };
}

const PAGES = ["", "/reference/gateway/messages", "/reference/gateway/rest-sessions", "/reference/concordance/stream"];

/** The contrast of two colours, as WCAG 2 counts it. Runs in the page. */
function contrastOf(element: Element, ground: Element): number {
  const canvas = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  const luminance = (color: string) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [luminance(getComputedStyle(element).color), luminance(getComputedStyle(ground).backgroundColor)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

test("the reference is readable on a phone and on a desk, light and dark, loads nothing from elsewhere, and complains of nothing", async () => {
  const gateway = await GatewayProcess.start();
  const browser = await startBrowser();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1280]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      const { requested, complaints } = watched(page);
      for (const path of PAGES) {
        await page.goto(`${gateway.url}/docs${path}`);
        // Nothing is wider than the window: what is wider is scrolled by itself.
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const contrast = await page.evaluate(`(${contrastOf})(document.querySelector("main a"), document.body)`);
        expect(contrast).toBeGreaterThan(4.5);
      }
      expect(requested.filter((url) => !url.startsWith(gateway.url) && !url.startsWith("data:"))).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    }
  }
});

test("the reference is walked by keyboard: a page, its contents, a heading, a wide example", async () => {
  const gateway = await GatewayProcess.start();
  const page = await (await startBrowser()).newPage({ viewport: { width: 360, height: 800 } });
  await page.goto(`${gateway.url}/docs`);
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  const tabTo = async (text: string) => {
    for (let count = 0; count < 100 && (await focused()) !== text; count += 1) await page.keyboard.press("Tab");
    expect(await focused()).toBe(text);
    await page.keyboard.press("Enter");
  };
  await tabTo("WebSocket messages");
  await page.waitForURL(`${gateway.url}/docs/reference/gateway/messages`);
  await tabTo("On this page");
  await tabTo("run_turn");
  await page.waitForURL(/#run_turn$/);
  expect(await page.locator("#run_turn").evaluate((heading) => heading.getBoundingClientRect().top)).toBeLessThan(200);
  const example = page.locator("pre").first();
  await example.focus();
  expect(await example.evaluate((block) => block === document.activeElement)).toBe(true);
});

test("/docs/rest shows every endpoint, loads nothing from elsewhere, and complains of nothing", async () => {
  const gateway = await GatewayProcess.start();
  const page = await (await startBrowser()).newPage();
  const { requested, complaints } = watched(page);
  await page.goto(`${gateway.url}/docs`);
  await page.getByRole("link", { name: "Try REST" }).click();
  await page.getByRole("heading", { name: "Diminuendo gateway" }).waitFor();
  // The page shows what is in view, so one scrolls through it.
  const missing = new Set(ROUTES.map(({ path }) => path.replaceAll(/:(\w+)/g, "{$1}")));
  while (missing.size > 0) {
    await page.mouse.wheel(0, 400);
    const text = (await page.locator("body").innerText()).replaceAll("\u200b", "");
    for (const path of missing) if (text.includes(path)) missing.delete(path);
  }
  expect(requested.filter((url) => !url.startsWith(gateway.url) && !url.startsWith("data:") && !url.startsWith("blob:"))).toEqual([]);
  expect(complaints).toEqual([]);
});
