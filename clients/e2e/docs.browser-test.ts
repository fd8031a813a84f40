import { expect, test } from "vitest";
import { ROUTES } from "../../generated/gateway/routes.ts";
import { startBrowser } from "../testing/browser.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";

test("/docs shows every endpoint, loads nothing from elsewhere, and complains of nothing", async () => {
  const gateway = await GatewayProcess.start();
  const page = await (await startBrowser()).newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${gateway.url}/docs`);
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
