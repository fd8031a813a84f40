import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { WebSocketServer } from "ws";
import { runCommand, startCommand } from "../testing/command.ts";
import { sharedCluster } from "../testing/suite.ts";

const cluster = sharedCluster({ nodes: 3, patient: true, env: { CONCORDANCE_AGENT_API_KEY: "agent" } });

/** Runs a command against the cluster. */
function run(args: readonly string[], input?: string) {
  return runCommand(args, { env: { CONCORDANCE_URL: cluster().addresses.join(",") }, ...(input === undefined ? {} : { input }) });
}

test("an entry is written, read, listed and deleted", async () => {
  expect(await run(["set", "t:a/settings", "theme", '{"dark":true}'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^t:a\/settings theme: version 1, revision \d+\n$/),
    stderr: "",
  });
  expect(await run(["get", "t:a/settings", "theme"])).toEqual({ code: 0, stdout: '{"dark":true}\n', stderr: "" });
  expect(JSON.parse((await run(["get", "t:a/settings", "theme", "--json", "--local"])).stdout)).toMatchObject({ key: "theme", version: 1 });
  expect(await run(["list", "t:a/settings"])).toEqual({ code: 0, stdout: 'theme\t{"dark":true}\n', stderr: "" });
  expect(await run(["delete", "t:a/settings", "theme"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/: version 2, revision/) });
  expect(await run(["get", "t:a/settings", "theme"])).toEqual({
    code: 2,
    stdout: "",
    stderr: "There is no entry theme in t:a/settings.\n",
  });
  expect(await run(["delete", "t:a/settings", "theme"])).toMatchObject({ code: 2, stdout: "" });
});

test("a value comes as JSON, as a text, or from the standard input, and goes out as it came", async () => {
  await run(["set", "t:v", "text", "--text", "just so"]);
  expect((await run(["get", "t:v", "text"])).stdout).toBe('"just so"\n');
  expect((await run(["get", "t:v", "text", "--text"])).stdout).toBe("just so\n");
  await run(["set", "t:v", "piped", "-"], '[1,\n "zwölf 𝄞"]\n');
  expect((await run(["get", "t:v", "piped"])).stdout).toBe('[1,"zwölf 𝄞"]\n');
  await run(["set", "t:v", "piped", "-", "--text"], "line\nline\n");
  expect((await run(["get", "t:v", "piped", "--text"])).stdout).toBe("line\nline\n\n");
  await run(["set", "t:v", "negative", "--", "-5"]);
  expect((await run(["get", "t:v", "negative"])).stdout).toBe("-5\n");
});

test("a version that is not met is a conflict, and nothing happens", async () => {
  expect(await run(["set", "t:cas", "k", "1", "--cas", "0"])).toMatchObject({ code: 0 });
  const conflict = await run(["set", "t:cas", "k", "2", "--cas", "7"]);
  expect(conflict).toMatchObject({ code: 2, stdout: "" });
  expect(conflict.stderr).toMatch(/^CAS_CONFLICT: .*1.*\n$/);
  expect((await run(["get", "t:cas", "k"])).stdout).toBe("1\n");
});

test("an entry expires, and says who wrote it", async () => {
  const entry = JSON.parse((await run(["set", "t:ttl", "k", "1", "--ttl-ms", "100", "--actor", "me", "--json"])).stdout);
  expect(entry).toMatchObject({ updatedBy: "me", expiresAt: expect.any(Number) });
  await expect.poll(async () => (await run(["get", "t:ttl", "k"])).code, { timeout: 100_000 }).toBe(2);
});

test("all pages of a namespace are listed, or those that begin with a prefix", async () => {
  const { address } = await cluster().leader();
  const { ConcordanceClient } = await import("@diminuendo/concordance");
  const client = new ConcordanceClient({ addresses: [address], apiKey: "dev" });
  onTestFinished(() => client.close());
  const keys = Array.from({ length: 1100 }, (_, index) => `k${String(index).padStart(4, "0")}`);
  await Promise.all(keys.map((key) => client.set("t:many", key, key)));
  const { stdout } = await run(["list", "t:many"]);
  expect(stdout.trimEnd().split("\n")).toEqual(keys.map((key) => `${key}\t"${key}"`));
  expect((await run(["list", "t:many", "--prefix", "k109", "--json"])).stdout.trimEnd().split("\n")).toHaveLength(10);
});

test("a reader that has had enough ends it without complaint", async () => {
  const child = startCommand(["list", "t:many"], { env: { CONCORDANCE_URL: cluster().addresses.join(",") } });
  let errors = "";
  child.stderr?.on("data", (data) => {
    errors += String(data);
  });
  child.stdout?.once("data", () => child.stdout?.destroy());
  await once(child, "exit");
  expect(errors).toBe("");
});

test("changes are printed as they happen, until Ctrl-C", async () => {
  const child = startCommand(["watch", "t:watch", "--since", "0"], { env: { CONCORDANCE_URL: cluster().addresses.join(",") } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout ?? expect.fail() })[Symbol.asyncIterator]();
  await run(["set", "t:watch/below", "k", '"v"', "--actor", "me"]);
  await run(["delete", "t:watch/below", "k"]);
  expect((await lines.next()).value).toMatch(/^\d+ set t:watch\/below k "v" \(version 1, by me\)$/);
  expect((await lines.next()).value).toMatch(/^\d+ delete t:watch\/below k \(version 2, by api\)$/);
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the cluster is shown as a table, or as JSON", async () => {
  const leader = await cluster().leader();
  const { code, stdout } = await run(["status"]);
  expect(code).toBe(0);
  const [head = "", , headings = "", ...rows] = stdout.trimEnd().split("\n");
  expect(head).toMatch(/^Cluster \S+: n\d leads in term \d+, revision \d+$/);
  expect(headings).toMatch(/NODE +ADDRESS +ROLE +VOTER +TERM +MATCH +LAG +LAST CONTACT/);
  expect(rows).toHaveLength(3);
  expect(rows.filter((row) => row.startsWith("*"))).toEqual([expect.stringMatching(new RegExp(`${leader.address} +leader +yes`))]);
  const view = JSON.parse((await run(["status", "--json"])).stdout);
  expect(view.nodes).toHaveLength(3);
  expect(view.leader).toMatch(/^n\d$/);
});

test("colours are for terminals, and not for those who do not want them", async () => {
  expect((await run(["status"])).stdout).not.toContain("\u001b[");
  const coloured = (env: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const shell = ["-qec", `${process.execPath} concordance/main.ts status --url ${cluster().addresses[0]}`, "/dev/null"];
      const child = spawn("script", shell, { env: { PATH: process.env["PATH"], TERM: "xterm", ...env } });
      let output = "";
      child.stdout.on("data", (data) => {
        output += String(data);
      });
      child.on("close", () => resolve(output));
    });
  expect(await coloured({})).toContain("\u001b[");
  expect(await coloured({ NO_COLOR: "1" })).not.toContain("\u001b[");
});

test("leadership is handed over, and members leave and come", async () => {
  const leader = await cluster().leader();
  const ids = cluster().nodes.map((_, index) => `n${index + 1}`);
  const next = ids.find((id) => id !== `n${cluster().nodes.indexOf(leader) + 1}`) ?? "";
  expect(await run(["transfer", next])).toEqual({ code: 0, stdout: `${next} leads now.\n`, stderr: "" });
  expect(await run(["remove", "nobody"])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^UNKNOWN_MEMBER: .*\n$/) });
  expect(await run(["join", "n9", "127.0.0.1:9", "--learner"])).toEqual({
    code: 0,
    stdout: "Members: n1, n2, n3, n9 (learner)\n",
    stderr: "",
  });
  const status = await run(["status"]);
  expect(status.stdout).toMatch(/^! {2}n9 +127\.0\.0\.1:9 +unreachable +no \(learner\)/m);
  expect(await run(["remove", "n9"])).toMatchObject({ code: 0, stdout: "Members: n1, n2, n3\n" });
});

test("a key that may only read, and one that is not known, are told so", async () => {
  expect(await run(["get", "t:x", "k", "--api-key", "agent"])).toMatchObject({ code: 2 });
  expect(await run(["set", "t:x", "k", "1", "--api-key", "agent"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^READ_ONLY: .*\n$/),
  });
  expect(await run(["status", "--api-key", "wrong"])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^UNAUTHORIZED: .*\n$/) });
});

test("what breaks a rule is told in one line, with the rule", async () => {
  const { code, stderr } = await run(["set", "t:a//b", "k", "1"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^INVALID_REQUEST: .*namespace must be segments.*\n$/);
});

test.each([
  [["frobnicate"], 'There is no command "frobnicate". See: npm run concordance -- --help\n'],
  [["get", "a"], "KEY is missing.\nSee: npm run concordance -- get --help\n"],
  [
    ["set", "a", "k", "no json"],
    `The value is no JSON. A text stands in quotes, '"like this"'; or give --text.\nSee: npm run concordance -- set --help\n`,
  ],
  [
    ["get", "a", "k", "--url", "nowhere"],
    '"nowhere" is no address of a node: it must be like 127.0.0.1:4100.\nSee: npm run concordance -- get --help\n',
  ],
])("%o is not understood", async (args, stderr) => {
  expect(await runCommand(args)).toEqual({ code: 64, stdout: "", stderr });
});

test("help is printed, whether there is a cluster or not", async () => {
  const help = await runCommand(["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(await runCommand(["help"])).toEqual(help);
  expect(await runCommand(["watch", "--help"])).toMatchObject({ code: 0, stdout: expect.stringContaining("--since REVISION") });
});

test("where nobody listens there is nobody to ask", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  const outcome = await runCommand(["get", "a", "k", "--url", `127.0.0.1:${port}`]);
  expect(outcome).toEqual({
    code: 69,
    stdout: "",
    stderr: expect.stringMatching(/^No node could be reached in \d+ ms\. .*ECONNREFUSED.*\n$/),
  });
});

test("a write whose answer is lost is told to be unknown", async () => {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, handleProtocols: (offered) => [...offered][0] ?? false });
  onTestFinished(() => server.close());
  server.on("connection", (connection) => connection.on("message", (data) => String(data).includes("kv/set") && connection.terminate()));
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const outcome = await runCommand(["set", "a", "k", "1", "--url", `127.0.0.1:${port}`]);
  expect(outcome).toMatchObject({
    code: 75,
    stdout: "",
    stderr: expect.stringMatching(/^OUTCOME UNKNOWN: Whether kv\/set took effect is not known: .*\n$/),
  });
});
