import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { SETTINGS } from "../config/flags.ts";
import { readOptions } from "../config/options.ts";
import { until } from "../testing/cluster.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const README = await readFile(join(ROOT, "concordance/README.md"), "utf8");
const PORTS = [4100, 4101, 4102, 4103, 4104, 4111];
/** A line that starts a node, and goes on until the node is stopped. */
const STARTS = /^npm run concordance -- (?=.*--data-dir)(?!restore)/;

const run = promisify(execFile);
const running = new Map<string, ChildProcess>();
afterEach(async () => {
  await Promise.all([...running.keys()].map((folder) => stop(folder, "SIGKILL")));
});

/** The blocks for a shell below a heading. */
function blocks(heading: string): string[] {
  const section = README.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? expect.fail(`There is no ${heading}.`);
  return [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, code = ""]) => code);
}

/** Runs what is written on free ports, and with its files in a folder of their own. */
class Walk {
  readonly #folder: string;
  readonly #ports: ReadonlyMap<number, number>;
  readonly #exports: string[] = [];

  private constructor(folder: string, ports: ReadonlyMap<number, number>) {
    this.#folder = folder;
    this.#ports = ports;
  }

  static async begin(): Promise<Walk> {
    const ports = await Promise.all(PORTS.map(async (port) => [port, await freePort()] as const));
    return new Walk(await temporaryFolder(), new Map(ports));
  }

  /** A text with the ports and folders of this walk. */
  here(text: string): string {
    const elsewhere = text.replaceAll("./data", this.#folder);
    return elsewhere.replaceAll(/127\.0\.0\.1:(\d{4})/g, (address, port) => {
      const free = this.#ports.get(Number(port));
      return free === undefined ? address : `127.0.0.1:${free}`;
    });
  }

  /** The folder of a node, by its name. */
  folder(name: string): string {
    return join(this.#folder, name);
  }

  /** Starts the nodes of a block, one after the other; one that runs is stopped first, as it says. */
  async nodes(block: string): Promise<void> {
    for (const line of block.trim().split("\n")) {
      // Everything is installed.
      if (line === "npm ci") continue;
      expect(line).toMatch(STARTS);
      await start(this.here(line), /--data-dir (\S+)/.exec(this.here(line))?.[1] ?? "");
    }
  }

  /** Runs a block to its end, with what earlier ones have exported. Returns what it printed. */
  async shell(block: string): Promise<string> {
    const lines = this.here(block).split("\n");
    this.#exports.push(...lines.filter((line) => line.startsWith("export ")));
    const script = ["set -e", ...this.#exports, ...lines].join("\n");
    const { stdout } = await run("sh", ["-c", script], { cwd: ROOT }).catch((error: Error & { stdout: string; stderr: string }) =>
      expect.fail(`${error.message}\n${error.stdout}${error.stderr}`),
    );
    return stdout;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** As in a terminal: the line and what it starts are one group. */
async function start(line: string, folder: string): Promise<void> {
  await stop(folder, "SIGINT");
  const child = spawn("sh", ["-c", line], { cwd: ROOT, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running.set(folder, child);
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += String(data);
  });
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (text) => text.includes("listens on") && resolve());
    child.once("exit", () => reject(new Error(`${line} ended:\n${errors}`)));
  });
}

async function stop(folder: string, signal: NodeJS.Signals): Promise<void> {
  const child = running.get(folder);
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("close", resolve));
  process.kill(-child.pid, signal);
  await ended;
  running.delete(folder);
}

/** The rows of the table that `status` prints. */
function rowsOf(status: string): string[] {
  return status.split("\n").filter((line) => /^[ *!] {2}\S/.test(line) && !line.includes("ADDRESS"));
}

test("one node runs in a minute, keeps what it was given, and shows it", async () => {
  const [first = "", second = ""] = blocks("One node in a minute");
  const walk = await Walk.begin();
  // Nobody who reads it says where it listens.
  await walk.nodes(first.replace("--bootstrap", "--bootstrap --listen 127.0.0.1:4100"));
  const asking = `export CONCORDANCE_URL=127.0.0.1:4100\n${second}`;
  const printed = await walk.shell(asking);
  expect(printed).toContain("tenant:acme/settings theme: version 1, revision 1\n");
  expect(printed).toContain('\n"dark"\n');
  expect(printed).toContain("tenant:acme/settings theme: version 2, revision 2\n");
  expect(printed).toContain('\ntheme\t"light"\n');
  expect(printed).toContain(" leads in term ");
  await walk.nodes(first.replace("--bootstrap", "--listen 127.0.0.1:4100"));
  expect(await walk.shell("npm run concordance -- get tenant:acme/settings theme")).toContain('"light"');
});

test("three nodes: the whole walk, from the first start over an upgrade and a dead node to a restored cluster", async () => {
  const walk = await Walk.begin();
  const [three = "", ask = ""] = blocks("Three nodes");
  await walk.nodes(three);
  await until(
    "all have a vote",
    async () =>
      rowsOf(await walk.shell(`${ask.split("\n")[0]}\nnpm run concordance -- status`)).filter((row) => / yes /.test(row)).length === 3,
  );
  expect(await walk.shell(ask)).toContain("tenant:acme/settings theme: version 1");

  for (const block of blocks("The command")) await walk.shell(block);
  const answers = await walk.shell(blocks("REST").join("\n"));
  expect(answers).toContain('"key":"locale","value":"de","version":1');
  expect(answers).toContain('"results":[{"op":"check","version":1},{"op":"set","version":1}]');
  expect(answers.match(/"op":"set"/g)?.length).toBeGreaterThan(3);

  const [watch = ""] = blocks("Watching");
  const watched = await walk.shell(watch.replace("npm run", "timeout -s INT 5 npm run").replace(/$/m, " || true"));
  expect(watched).toMatch(/set tenant:acme\/settings theme "dark" \(version 1, by api\)\n/);

  const [others = "", change = "", last = ""] = blocks("Rolling upgrade");
  await walk.nodes(others);
  expect(await walk.shell(change)).toContain("n2 leads now.");
  await walk.nodes(last);
  await until("none lags", async () => rowsOf(await walk.shell("npm run concordance -- status")).every((row) => / yes .* 0 {2}/.test(row)));

  await stop(walk.folder("n3"), "SIGKILL");
  const [remove = "", add = ""] = blocks("Replacing a dead node");
  expect(rowsOf(await walk.shell(remove))).toHaveLength(2);
  await walk.nodes(add);
  await until("n4 has a vote", async () => rowsOf(await walk.shell("npm run concordance -- status")).some((row) => /n4 .* yes /.test(row)));

  const [backup = "", restore = "", begin = ""] = blocks("Backup and restore");
  expect(await walk.shell(backup)).toContain(", verified\n");
  expect(await walk.shell(restore)).toContain("is the node r1 of a new cluster: revision 100000");
  await walk.nodes(begin);
  const there = `npm run concordance -- get tenant:acme/settings theme --url 127.0.0.1:4111`;
  expect(await walk.shell(there)).toContain('\n"dark"\n');
});

test("the line for production is one that a node takes, and with the keys of development it is not", () => {
  const line =
    blocks("Three nodes")
      .at(-1)
      ?.split("\n")
      .find((text) => text.includes("--advertise")) ?? expect.fail("There is none.");
  const args = line.replace("npm run concordance -- ", "").trim().split(" ");
  const production = { NODE_ENV: "production" };
  expect(readOptions(args, { ...production, CONCORDANCE_API_KEY: "a-key" })).toMatchObject({
    host: "0.0.0.0",
    advertise: "node1.example:4100",
  });
  expect(() => readOptions(args, production)).toThrow("--api-key");
});

test("the table of settings is that of the flags", () => {
  const rows = [...README.matchAll(/^\| `(--.*?)` \| `(\w+)` \| (.*) \|$/gm)].map(([, flag, variable, help]) => [flag, variable, help]);
  const settings = Object.values(SETTINGS).map((setting) => [
    "value" in setting ? `${setting.flag} ${setting.value}` : setting.flag,
    setting.variable,
    setting.help,
  ]);
  expect(rows).toEqual(settings);
});

test("every link leads to a file or a heading that is there", () => {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-");
  const headings = [...README.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => slug(heading));
  const links = [...README.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
  const broken = links.filter((link) =>
    link.startsWith("#")
      ? !headings.includes(link.slice(1))
      : !existsSync(join(ROOT, "concordance", dirname(link), link.split("/").at(-1)?.split("#")[0] ?? "")),
  );
  expect(broken).toEqual([]);
});
