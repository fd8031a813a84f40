import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RecordingOutput } from "../testing/recording-output.ts";
import { testHost } from "../testing/test-host.ts";
import type { TurnHost } from "../turn-host.ts";
import { startTestAgent } from "./testing/start-test-agent.ts";

/** An agent in whose turns a client reads and writes. */
async function stage(host: TurnHost | null) {
  let present: TurnHost | null = host;
  const agent = await startTestAgent([], { context: { host: () => present } });
  const run = async (text: string) => {
    const output = new RecordingOutput();
    const outcome = await agent.instance.prompt({ text, attachments: [] }, output);
    return { output, outcome, said: output.saidText === "" ? null : (JSON.parse(output.saidText) as unknown) };
  };
  return {
    ...agent,
    run,
    setHost: (next: TurnHost | null) => (present = next),
    inWorkspace: (path: string) => join(agent.workspace, path),
  };
}

const readOf = (path: string, range: object = {}) => `read ${JSON.stringify({ path, ...range })}`;

test("a file is read from the client, which knows what is not saved yet", async () => {
  const host = await testHost();
  const { run, inWorkspace } = await stage(host);
  await writeFile(join(host.folder, "a.txt"), "one\ntwo\nthree\n");
  await writeFile(inWorkspace("a.txt"), "old");
  expect((await run(readOf(inWorkspace("a.txt")))).said).toEqual({ content: "one\ntwo\nthree\n" });
  expect((await run(readOf(inWorkspace("a.txt"), { line: 2, limit: 1 }))).said).toEqual({ content: "two\n" });
  expect((await run(readOf(inWorkspace("./b/../a.txt"), { line: null, limit: null }))).said).toEqual({ content: "one\ntwo\nthree\n" });
  expect(host.asked).toEqual(["read a.txt", "read a.txt 2 1", "read a.txt"]);
});

test("what the client cannot read is read from the workspace, and what neither has is refused as the client refused it", async () => {
  const { run, inWorkspace } = await stage(await testHost());
  await writeFile(inWorkspace("mine.txt"), "here");
  expect((await run(readOf(inWorkspace("mine.txt")))).said).toEqual({ content: "here" });
  expect((await run(readOf(inWorkspace("nowhere.txt")))).said).toEqual({ error: -32002 });
});

test("a file is written at the client and in the workspace, and its version is kept", async () => {
  const host = await testHost();
  const { run, inWorkspace } = await stage(host);
  const { output, said } = await run(`write ${inWorkspace("deep/er/a.txt")} hello`);
  expect(said).toEqual({});
  expect(await readFile(join(host.folder, "deep/er/a.txt"), "utf8")).toBe("hello");
  expect(await readFile(inWorkspace("deep/er/a.txt"), "utf8")).toBe("hello");
  expect(output.of("wrote")).toEqual([{ type: "wrote", path: "deep/er/a.txt" }]);
});

test("what the client does not write is not written at all", async () => {
  const host = await testHost();
  await mkdir(join(host.folder, "a.txt"));
  const { run, inWorkspace } = await stage(host);
  const { output, said } = await run(`write ${inWorkspace("a.txt")} hello`);
  expect(said).toMatchObject({ error: -32603 });
  await expect(readFile(inWorkspace("a.txt"))).rejects.toMatchObject({ code: "ENOENT" });
  expect(output.of("wrote")).toEqual([]);
});

test("what the client does not offer the gateway does", async () => {
  const host = await testHost();
  const { run, inWorkspace } = await stage({ files: { read: null, write: null }, terminals: null });
  expect((await run(`write ${inWorkspace("a.txt")} hello`)).said).toEqual({});
  expect((await run(readOf(inWorkspace("a.txt")))).said).toEqual({ content: "hello" });
  expect(host.asked).toEqual([]);
});

test.each([
  ["goes up", "../secret.txt"],
  ["is elsewhere", "/etc/passwd"],
  ["goes by a link that leads out", "link"],
  ["goes by a folder that is a link that leads out", "folder/secret.txt"],
  ["goes by a link that leads to nothing", "dangling"],
])("the client does not hear of a path that %s", async (_name, path) => {
  const host = await testHost();
  const { run, inWorkspace, workspace } = await stage(host);
  const outside = join(workspace, "..");
  await writeFile(join(outside, "secret.txt"), "secret");
  await symlink(join(outside, "secret.txt"), inWorkspace("link"));
  await symlink(outside, inWorkspace("folder"));
  await symlink(join(outside, "nothing"), inWorkspace("dangling"));
  const given = path.startsWith("/") ? path : `${workspace}/${path}`;
  expect((await run(readOf(given))).said).toMatchObject({ error: -32602 });
  expect((await run(`write ${given} x`)).said).toMatchObject({ error: -32602 });
  expect(host.asked).toEqual([]);
  expect(await readFile(join(outside, "secret.txt"), "utf8")).toBe("secret");
});

test("a turn without a client of its own reaches none, whoever ran the one before", async () => {
  const host = await testHost();
  const { run, inWorkspace, setHost } = await stage(host);
  await run(`write ${inWorkspace("a.txt")} hello`);
  setHost(null);
  await writeFile(join(host.folder, "a.txt"), "not for you");
  expect((await run(readOf(inWorkspace("a.txt")))).said).toEqual({ content: "hello" });
  await run(`write ${inWorkspace("a.txt")} other`);
  expect(host.asked).toEqual(["write a.txt"]);
});

test.each([
  ["once it was asked", true],
  ["before it was asked", false],
])(
  "a client that does not answer keeps neither the agent from being heard nor the turn from being cancelled, %s",
  async (_name, isAsked) => {
    const host = await testHost((method) => (method === "read" ? new Promise<void>(() => undefined) : undefined));
    const { instance, inWorkspace } = await stage(host);
    const output = new RecordingOutput();
    const path = inWorkspace("a.txt");
    const outcome = instance.prompt({ text: `stuck ${path}`, attachments: [] }, output);
    await output.until(() => output.saidText === "still talking");
    if (isAsked) await expect.poll(() => host.asked).toEqual(["read a.txt"]);
    instance.cancel();
    expect(await outcome).toEqual({ kind: "cancelled" });
  },
);
