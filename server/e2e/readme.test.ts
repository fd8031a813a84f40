import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { MESSAGES } from "../../generated/gateway/messages.ts";
import manifest from "../../package.json" with { type: "json" };
import { modelJudge } from "../../spec/test/roads.ts";
import { parseAgentsFile } from "../agents/agents-file.ts";
import { readConfig } from "../config/environment.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const README = await readFile(join(ROOT, "README.md"), "utf8");
const WRITTEN_ADDRESS = "http://127.0.0.1:8080";
/** How curl ends when it was told not to go on for longer. */
const CURL_TIMED_OUT = 28;

/** The blocks of code of a language. */
function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, code = ""]) => code);
}

/** The block of a language in which something stands. */
function block(language: string, content: string): string {
  return blocks(language).find((code) => code.includes(content)) ?? expect.fail(`No ${language} block has ${content}.`);
}

/** The rows of the table of variables. */
function variables(): { name: string; initial: string; about: string }[] {
  const rows = [...README.matchAll(/^\| `([A-Z_]+)` \| (.*?) ?\| (.*?) ?\|$/gm)];
  return rows.map(([, name = "", initial = "", about = ""]) => ({ name, initial, about }));
}

/** The names that `readConfig` looks up. */
function namesRead(): string[] {
  const names = new Set<string>();
  const env = new Proxy({} as Record<string, string | undefined>, {
    get(_target, name) {
      names.add(String(name));
      return undefined;
    },
  });
  readConfig(env);
  return [...names];
}

test("the table of variables lists those that are read, each once, and no other", () => {
  const listed = variables().map(({ name }) => name);
  // This one is everyone's, and is told of where it matters.
  expect([...listed, "NODE_ENV"].sort()).toEqual(namesRead().sort());
  expect(README).toContain("NODE_ENV=production");
});

test("a default is what a variable that is not set comes to, and where none is written there is none", () => {
  for (const { name, initial } of variables()) {
    if (initial === "") {
      const set = readConfig({ [name]: "https://a.example" });
      const changed = Object.entries(readConfig({})).filter(([field, value]) => String(set[field as keyof typeof set]) !== String(value));
      expect(
        changed.map(([, value]) => value ?? []),
        name,
      ).toEqual([[]]);
    } else if (/^\S+$/.test(initial)) {
      expect(readConfig({ [name]: initial }), name).toEqual(readConfig({}));
    }
  }
  const written = Object.fromEntries(variables().map(({ name, initial }) => [name, initial]));
  const production = { NODE_ENV: "production", AUTH_URL: "https://a.example" };
  expect(written).toMatchObject({
    HOST: `${readConfig({}).host} in dev mode, else ${readConfig(production).host}`,
    DEV_MODE: `${readConfig({}).devMode}, unless \`NODE_ENV=production\``,
  });
  expect(readConfig(production).devMode).toBe(false);
});

test("every value that is written down for a variable is one", () => {
  for (const [name, values] of [
    ["LOG_LEVEL", 7],
    ["AUTO_JOIN_ROLE", 1],
  ] as const) {
    const about = variables().find((row) => row.name === name)?.about ?? "";
    const written = [...about.matchAll(/`([^`]+)`/g)].map(([, value = ""]) => value);
    expect(written).toHaveLength(values);
    for (const value of written) expect(() => readConfig({ [name]: value })).not.toThrow();
  }
  const line = block("sh", "NODE_ENV=production").split(" npm start")[0] ?? "";
  const env = Object.fromEntries(line.split(" ").map((assignment) => assignment.split("=") as [string, string]));
  expect(readConfig(env)).toMatchObject({ devMode: false, authUrl: env["AUTH_URL"], allowedOrigins: [env["ALLOWED_ORIGINS"]] });
});

test("the agents are a file that the gateway takes, and offers", async () => {
  const json = block("json", '"runtime"');
  const agents = parseAgentsFile(json, "README.md");
  expect(Object.keys(agents)).toEqual(["claude", "codex", "gemini"]);
  const file = join(await temporaryFolder(), "agents.json");
  await writeFile(file, json);
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder(), env: { AGENTS_FILE: file } });
  const response = await fetch(`${gateway.url}/api/v1/agents`);
  const offered = ((await response.json()) as { items: { agentType: string }[] }).items;
  expect(offered.map(({ agentType }) => agentType)).toEqual(expect.arrayContaining(["echo", "coding-agent", ...Object.keys(agents)]));
  expect(block("sh", "AGENTS_FILE=")).toContain("--agent claude");
});

test("the lines that check a server run as they are: one that runs, and one that the suite starts", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const script = block("sh", "npx diminuendo-conformance").replaceAll(WRITTEN_ADDRESS, gateway.url);
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env["PATH"]}` };
  const { stdout } = await run("sh", ["-ec", script], { cwd: ROOT, env });
  expect(stdout).toMatch(/^✓ gateway-v1\/connection\/ping .*1 passed, 0 failed.* 0 failed\n$/s);
});

test("the lines for a shell run as they are, against a gateway, and print a turn from its beginning to its end", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const script = block("sh", "curl").replaceAll(WRITTEN_ADDRESS, gateway.url);
  const ended = await run("sh", ["-c", script]).catch((error: { stdout: string; stderr: string; code: number }) => error);
  const { stdout, stderr, code } = { code: 0, ...ended };
  expect([stderr, code]).toEqual(["", CURL_TIMED_OUT]);
  const [, receipt = "", page = "", stream = ""] = /^(\{"turnId".*?\})(\{"items".*?\})(event: .*)$/s.exec(stdout) ?? expect.fail(stdout);
  expect(modelJudge("TurnReceipt")(JSON.parse(receipt))).toBe(true);
  expect(modelJudge("EventPage")(JSON.parse(page))).toBe(true);
  expect((JSON.parse(page) as { items: { seq: number }[] }).items[0]?.seq).toBe(1);
  const { turnId } = JSON.parse(receipt) as { turnId: string };
  const events = [...stream.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => JSON.parse(data) as Record<string, unknown>);
  expect(events[0]).toMatchObject({ type: "state_snapshot", replayFrom: 1 });
  expect(events).toContainEqual(expect.objectContaining({ type: "turn_started", turnId, text: "Hello there" }));
  expect(events).toContainEqual(expect.objectContaining({ type: "turn_complete", turnId }));
});

test("the program runs as it is, and prints the answer", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  expect(await runProgram(gateway, "DiminuendoClient")).toBe("Hello there\n");
});

/** Runs a program of the README with the SDK as it is installed, and returns what it prints. */
async function runProgram(gateway: GatewayProcess, content: string): Promise<string> {
  const folder = await temporaryFolder();
  const [sdk, installed] = [join(ROOT, "clients/typescript"), join(folder, "node_modules/@diminuendo/sdk")];
  await mkdir(installed, { recursive: true });
  await copyFile(join(sdk, "package.json"), join(installed, "package.json"));
  await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", join(sdk, "tsconfig.build.json"), "--outDir", join(installed, "dist")]);
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "example.ts"), block("ts", content).replaceAll(WRITTEN_ADDRESS, gateway.url));
  const { stdout } = await run(process.execPath, ["example.ts"], { cwd: folder, timeout: 20_000 });
  return stdout;
}

test("the program of the configuration runs as it is, and prints both changes", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  expect(await runProgram(gateway, "ConfigClient")).toBe("theme dark\ntheme light\n");
});

test("what is said of preferences over REST works as it is written", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const { stdout } = await run("sh", ["-c", block("sh", "/me/preferences").replaceAll(WRITTEN_ADDRESS, gateway.url)]);
  expect(stdout).toMatch(/^\{"preferences":\{"theme":"dark"\}\}HTTP\/1\.1 200 OK/);
  expect(stdout).toMatch(/^etag: ".+"/im);
});

test("a turn that a public client runs over the bridge is there for the terminal client, as written", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const [prompt = "", watch = ""] = block("sh", "npx acpx").trim().split("\n");
  const home = await temporaryFolder();
  const env = { PATH: process.env["PATH"], HOME: home, DIMINUENDO_URL: gateway.url };
  const { stdout } = await run("sh", ["-c", prompt], { cwd: ROOT, env, timeout: 100_000 });
  expect(stdout).toContain("Hello, world!");
  const session = await run("sh", ["-c", `echo ${watch.replaceAll(WRITTEN_ADDRESS, gateway.url)}`]);
  const [, id = ""] = /--session ([0-9a-f-]{36})\n$/.exec(session.stdout) ?? expect.fail(session.stdout);
  const chat = await run("sh", ["-c", `echo /quit | "${process.execPath}" clients/cli/chat.ts --session ${id}`], { cwd: ROOT, env });
  expect(chat.stdout).toMatch(/> Write something\n[\s\S]*✓ Run node hello\.mjs[\s\S]*Done: `hello\.mjs` greets world/);
});

test("every address that is written down answers, and as many messages are spoken as it says", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const linked = [...README.matchAll(/http:\/\/127\.0\.0\.1:8080(\/[\w./-]*)/g)].map(([, path = ""]) => path);
  const quoted = [...README.matchAll(/`(\/(?:[\w-]+\/)*[\w.-]+)`/g)].map(([, path = ""]) => path);
  const paths = new Set([...linked, ...quoted].filter((path) => !path.startsWith("/.well-known") && path !== "/api/v1"));
  expect([...paths]).toEqual(expect.arrayContaining(["/ws", "/docs", "/health", "/ready", "/metrics", "/api/v1/openapi.json"]));
  for (const path of paths) {
    if (path === "/ws" || path === "/acp" || path.startsWith("/api/v1/sessions")) continue;
    expect([path, (await fetch(gateway.url + path)).status]).toEqual([path, 200]);
  }
  expect(README).toContain(`${Object.keys(MESSAGES).length} typed messages`);
});

test("every script that one is told to run is there", () => {
  const told = [...README.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
  expect(told.length).toBeGreaterThan(0);
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(["start", ...told]));
});

test.each(["README.md", "CONTRIBUTING.md", "clients/typescript/README.md", "spec/protocol/README.md"])(
  "every link in %s leads to a file or a heading that is there",
  async (path) => {
    const text = await readFile(join(ROOT, path), "utf8");
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slug(heading));
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link).filter((link) => !/^https?:/.test(link));
    const broken = links.filter((link) =>
      link.startsWith("#") ? !headings.includes(link.slice(1)) : !existsSync(join(ROOT, dirname(path), link.split("#")[0] ?? "")),
    );
    expect(broken).toEqual([]);
  },
);

/** What GitHub makes of a heading. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
