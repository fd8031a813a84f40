import { spawn } from "node:child_process";
import { realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { methods, ndJsonStream } from "@agentclientprotocol/sdk";
import { expect, onTestFinished, test } from "vitest";
import { CWD, openSession, prompt, refusal } from "../acp/testing/acp-gateway.ts";
import { HostingEditor } from "../acp/testing/hosting-editor.ts";
import { OfficialClient, type OfficialClientOptions } from "../acp/testing/official-client.ts";
import { testAgentEntry } from "../agents/acp/testing/start-test-agent.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestIssuer } from "../testing/test-issuer.ts";

/* The bridge that editors start, against a gateway as it is in production. */

const DIMINUENDO = fileURLToPath(new URL("../../clients/cli/diminuendo.js", import.meta.url));

interface Bridge {
  editor: OfficialClient;
  /** What the bridge has written to standard error. */
  errors(): string;
}

/** An editor at the other end of a bridge, which ends with the test. */
async function bridged(url: string, args: readonly string[], options: OfficialClientOptions = {}): Promise<Bridge> {
  const child = spawn(process.execPath, [DIMINUENDO, "acp", "--url", url, ...args], {
    env: { PATH: process.env["PATH"] },
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  const stream = ndJsonStream(Writable.toWeb(child.stdin), Readable.toWeb(child.stdout) as ReadableStream<Uint8Array>);
  return { editor: await OfficialClient.over(stream, options), errors: () => errors };
}

/** A gateway that asks for tokens, and who makes them. */
async function guarded(): Promise<{ gateway: GatewayProcess; issuer: TestIssuer }> {
  const issuer = await TestIssuer.start();
  const env = { DEV_MODE: "false", AUTH_URL: issuer.url, HOST: "127.0.0.1" };
  return { gateway: await GatewayProcess.start({ dataDir: await temporaryFolder(), env }), issuer };
}

const claims = { sub: "ada", tenant_id: "acme" };

test("a token in a file lets the editor in, and stands neither on standard error nor in the gateway's log", async () => {
  const { gateway, issuer } = await guarded();
  const file = join(await temporaryFolder(), "token");
  const token = await issuer.token(claims);
  await writeFile(file, `${token}\n`);
  const { editor, errors } = await bridged(gateway.url, ["--token-file", file, "--verbose"]);
  expect(editor.initialized.authMethods).toEqual([]);
  const sessionId = await openSession(editor, "echo");
  expect(await prompt(editor, sessionId, "hello")).toMatchObject({ stopReason: "end_turn" });
  expect(errors()).not.toContain(token);
  expect(gateway.output.join("\n")).not.toContain(token);
});

test("without a token sessions ask for one; authenticating reads the file, and after that session/new does not ask again", async () => {
  const { gateway, issuer } = await guarded();
  const file = join(await temporaryFolder(), "token");
  await writeFile(file, "");
  const { editor } = await bridged(gateway.url, ["--token-file", file]);
  expect(editor.initialized.authMethods).toMatchObject([{ id: "token" }]);
  expect(await refusal(openSession(editor, "echo"))).toMatchObject({ code: -32000 });
  await writeFile(file, await issuer.token(claims));
  await editor.agent.request(methods.agent.authenticate, { methodId: "token" });
  const sessionId = await openSession(editor, "echo");
  expect(await prompt(editor, sessionId, "hello")).toMatchObject({ stopReason: "end_turn" });
});

test("who logs out is asked for a token again, and gets back in", async () => {
  const { gateway, issuer } = await guarded();
  const file = join(await temporaryFolder(), "token");
  await writeFile(file, await issuer.token(claims));
  const { editor } = await bridged(gateway.url, ["--token-file", file]);
  expect(editor.initialized.agentCapabilities?.auth?.logout).toEqual({});
  await editor.agent.request(methods.agent.logout, {});
  expect(await refusal(openSession(editor, "echo"))).toMatchObject({ code: -32000 });
  await editor.agent.request(methods.agent.authenticate, { methodId: "token" });
  await openSession(editor, "echo");
});

test("files and commands of a turn go through the bridge to the editor, and no further than its folder", async () => {
  const agents = join(await temporaryFolder(), "agents.json");
  await writeFile(agents, JSON.stringify({ tester: { ...testAgentEntry([]), default: true } }));
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir, env: { AGENTS_FILE: agents } });
  const host = new HostingEditor();
  host.files.set(`${CWD}/draft.md`, "not saved yet");
  const { editor } = await bridged(gateway.url, [], host.options);
  const sessionId = await openSession(editor);
  const workspace = await realpath(`${dataDir}/sessions/${sessionId}/workspace`);
  await prompt(editor, sessionId, `read ${JSON.stringify({ path: `${workspace}/draft.md` })}`);
  await prompt(editor, sessionId, `run ${JSON.stringify({ command: "npm", args: ["test"] })}`);
  await prompt(editor, sessionId, `read ${JSON.stringify({ path: "/etc/hostname" })}`);
  expect(editor.said(sessionId)).toContain("not saved yet");
  expect(host.asked.slice(0, 2)).toEqual([`read ${CWD}/draft.md`, `create npm test ${CWD}`]);
  expect(host.asked.join("\n")).not.toContain("/etc/hostname");
});
