import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { onTestFinished } from "vitest";

/** Debian's Chromium, or another build of it. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Starts a browser without a window. It ends with the test. */
export async function startBrowser(): Promise<Browser> {
  // The sandbox of Chromium does not run as root; what is opened here is the project's own.
  const browser = await chromium.launch({ executablePath: browserPath(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  onTestFinished(() => browser.close());
  return browser;
}

/** @throws Error when there is none: a test without a browser has failed, not passed */
function browserPath(): string {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (isProgram(path)) return path;
    }
  }
  throw new Error(`There is no browser on PATH: install Debian's chromium. Looked for ${NAMES.join(", ")}.`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
