import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, symlink, truncate, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { FileChanged } from "../../generated/gateway/types.ts";
import { ScriptedAgents, type ScriptedTurn } from "../agents/testing/scripted-agents.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

/** A session whose agent is the test, and what it takes to look at what the agent leaves behind. */
class Work {
  readonly agents: ScriptedAgents;
  readonly gateway: TestGateway;
  readonly client: TestClient;
  readonly sessionId: string;

  private constructor(agents: ScriptedAgents, gateway: TestGateway, client: TestClient, sessionId: string) {
    this.agents = agents;
    this.gateway = gateway;
    this.client = client;
    this.sessionId = sessionId;
  }

  static async begin(): Promise<Work> {
    const agents = new ScriptedAgents();
    const gateway = await startTestGateway({ catalogue: agents.catalogue });
    const client = await gateway.connect();
    const sessionId = await client.createSession("scripted");
    await client.join(sessionId);
    return new Work(agents, gateway, client, sessionId);
  }

  /** The same session in a gateway that was started anew. */
  async restart(): Promise<Work> {
    await this.gateway.close();
    const agents = new ScriptedAgents();
    const gateway = await startTestGateway({ dataDir: this.gateway.dataDir, catalogue: agents.catalogue });
    const client = await gateway.connect();
    await client.join(this.sessionId);
    return new Work(agents, gateway, client, this.sessionId);
  }

  at(path: string): string {
    return join(this.gateway.dataDir, "sessions", this.sessionId, "workspace", path);
  }

  /** Runs a turn in which something is done, and returns the changes that it left behind, by path. */
  async turn(
    work: (turn: ScriptedTurn) => Promise<unknown>,
  ): Promise<Pick<FileChanged, "path" | "iteration" | "size" | "hash" | "change">[]> {
    const { turnId = "" } = await this.client.request({ type: "run_turn", sessionId: this.sessionId, text: "go" }, "ack");
    const turn = await this.agents.next();
    await work(turn);
    turn.complete();
    await this.client.turnEnd(turnId);
    const changes = this.client.eventsOf(this.sessionId).filter((event) => event.type === "file_changed" && event.turnId === turnId);
    return (changes as FileChanged[]).map(({ path, iteration, size, hash, change }) => ({ path, iteration, size, hash, change }));
  }

  async write(path: string, content: string | Buffer): Promise<void> {
    await mkdir(dirname(this.at(path)), { recursive: true });
    await writeFile(this.at(path), content);
  }

  /** The bytes of a kept version. */
  async version(path: string, iteration: number): Promise<Buffer> {
    const reply = await this.client.request({ type: "file_at_iteration", sessionId: this.sessionId, path, iteration }, "file_content");
    expect(reply.iteration).toBe(iteration);
    return Buffer.from(reply.content, reply.encoding);
  }

  async iterations(path: string): Promise<number[]> {
    const { iterations } = await this.client.request({ type: "file_history", sessionId: this.sessionId, path }, "file_history");
    return iterations.map(({ iteration }) => iteration);
  }
}

const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

test("every version that a turn leaves behind comes back byte for byte, whatever is in it, also after a restart", async () => {
  let work = await Work.begin();
  const versions = [Buffer.from("first"), randomBytes(300_000), Buffer.alloc(0), Buffer.from("\ufefffourth\r\n"), Buffer.from("first")];
  for (const [index, bytes] of versions.entries()) {
    const changes = await work.turn(() => work.write("deep/er/file", bytes));
    const change = index === 0 ? "created" : "modified";
    expect(changes).toEqual([{ path: "deep/er/file", iteration: index + 1, size: bytes.length, hash: sha256(bytes), change }]);
  }
  for (const again of [false, true]) {
    if (again) work = await work.restart();
    for (const [index, bytes] of versions.entries()) expect((await work.version("deep/er/file", index + 1)).equals(bytes)).toBe(true);
    expect(await work.iterations("deep/er/file")).toEqual([1, 2, 3, 4, 5]);
  }
});

test("a file that a turn leaves as it was has no new version, even when it was touched or written anew", async () => {
  const work = await Work.begin();
  await work.turn(() => work.write("file", "same"));
  expect(await work.turn(async () => undefined)).toEqual([]);
  expect(await work.turn(() => work.write("file", "same"))).toEqual([]);
  expect(
    await work.turn(async () => {
      await work.write("other", "same");
      await rename(work.at("other"), work.at("file"));
    }),
  ).toEqual([]);
  expect(await work.iterations("file")).toEqual([1]);
});

test("only what a turn leaves behind is a version, not what it passes through", async () => {
  const work = await Work.begin();
  const changes = await work.turn(async () => {
    await work.write("file", "draft");
    await work.write("scratch", "x");
    await unlink(work.at("scratch"));
    await work.write("file", "final");
  });
  expect(changes).toMatchObject([{ path: "file", iteration: 1, hash: sha256("final") }]);
});

test("a change of the same size, at once after the last version was kept, is not missed", async () => {
  const work = await Work.begin();
  const file = "file";
  await work.turn(async ({ output }) => {
    for (let count = 100; count < 130; count++) {
      await work.write(file, `version ${count}`);
      await output.wroteFile(file);
      // In place, so that the file is the same one, and within the same tick of the file system's clock.
      await writeFile(work.at(file), `Version ${count}`, { flag: "r+" });
      await output.wroteFile(file);
    }
    await writeFile(work.at(file), "the last", { flag: "r+" });
  });
  expect(await work.iterations(file)).toHaveLength(61);
  expect((await work.version(file, 61)).toString()).toContain("the last");
  expect((await work.version(file, 60)).toString()).toBe("Version 129");
});

test("a file that is deleted and comes back goes on counting, also across a restart", async () => {
  let work = await Work.begin();
  await work.turn(() => work.write("file", "one"));
  expect(await work.turn(() => unlink(work.at("file")))).toEqual([
    { path: "file", iteration: 1, size: 0, hash: sha256("one"), change: "deleted" },
  ]);
  expect(await work.client.refusal({ type: "read_file", sessionId: work.sessionId, path: "file" })).toBe("FILE_NOT_FOUND");
  expect((await work.version("file", 1)).toString()).toBe("one");
  work = await work.restart();
  expect(await work.turn(async () => undefined)).toEqual([]);
  expect(await work.turn(() => work.write("file", "one"))).toMatchObject([{ iteration: 2, change: "created" }]);
  await work.turn(() => work.write("file", "three"));
  expect(await work.iterations("file")).toEqual([1, 2, 3]);
  expect((await work.version("file", 3)).toString()).toBe("three");
});

test("a file that becomes a folder, and a folder that becomes a file, are told as what happened to files", async () => {
  const work = await Work.begin();
  await work.turn(() => Promise.all([work.write("a", "file"), work.write("b/inner", "file")]));
  const changes = await work.turn(async () => {
    await unlink(work.at("a"));
    await work.write("a/inner", "new");
    await rm(work.at("b"), { recursive: true });
    await work.write("b", "new");
  });
  expect(changes.map(({ path, change }) => `${path} ${change}`).sort()).toEqual([
    "a deleted",
    "a/inner created",
    "b created",
    "b/inner deleted",
  ]);
});

test("what tools keep for themselves is passed over, also when the agent wrote it by way of the gateway", async () => {
  const work = await Work.begin();
  const passedOver = ["node_modules/a/index.js", ".git/HEAD", "deep/node_modules/b", ".venv/x", "__pycache__/x", ".cache/x"];
  const changes = await work.turn(async ({ output }) => {
    for (const path of [...passedOver, "node_modules.txt", ".gitignore", "src/a.js"]) {
      await work.write(path, path);
      await output.wroteFile(path);
    }
  });
  expect(changes.map(({ path }) => path).sort()).toEqual([".gitignore", "node_modules.txt", "src/a.js"]);
  expect(await work.turn(async () => undefined)).toEqual([]);
});

test("a file that was written by way of a link has the name of what the link leads to", async () => {
  const work = await Work.begin();
  const changes = await work.turn(async ({ output }) => {
    await work.write("real/file", "x");
    await symlink("real", work.at("link"));
    await output.wroteFile("link/file");
    await output.wroteFile("./real//file");
  });
  expect(changes).toMatchObject([{ path: "real/file", iteration: 1, change: "created" }]);
  expect(await work.turn(async () => undefined)).toEqual([]);
});

test("links, pipes and what they lead to are no versions", async () => {
  const work = await Work.begin();
  const changes = await work.turn(async () => {
    await mkdir(work.at(""), { recursive: true });
    await symlink("/etc/passwd", work.at("out"));
    await symlink("/etc", work.at("folder"));
    await symlink("nothing", work.at("dangling"));
    await work.write("file", "x");
  });
  expect(changes.map(({ path }) => path)).toEqual(["file"]);
});

test("a workspace that the agent replaces by a link keeps nothing of what the link leads to", async () => {
  const work = await Work.begin();
  const changes = await work.turn(async () => {
    await rm(work.at(""), { recursive: true, force: true });
    await symlink("/etc", work.at("").replace(/\/$/, ""));
  });
  expect(changes).toEqual([]);
  for (const message of [{ type: "list_files" }, { type: "read_file", path: "passwd" }, { type: "file_history", path: "passwd" }]) {
    expect(await work.client.refusal({ ...message, sessionId: work.sessionId })).toBe("PATH_OUTSIDE_WORKSPACE");
  }
});

test("equal content is kept once, and nothing unfinished stays beside it", async () => {
  const work = await Work.begin();
  await work.turn(() => Promise.all(Array.from({ length: 10 }, (_, index) => work.write(`file-${index}`, "the same"))));
  const blobs = join(work.gateway.dataDir, "sessions", work.sessionId, "blobs");
  const files = (await readdir(blobs, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toEqual([sha256("the same")]);
});

test("a version of as many bytes as may be kept is kept; of one more only size and hash are recorded", async () => {
  const work = await Work.begin();
  const sparse = async (path: string, bytes: number) => {
    await (await open(work.at(path), "w")).close();
    await truncate(work.at(path), bytes);
  };
  const changes = await work.turn(async () => {
    await sparse("kept", LIMITS.iterationBytes);
    await sparse("recorded", LIMITS.iterationBytes + 1);
  });
  const byPath = Object.fromEntries(changes.map((change) => [change.path, change]));
  const zeros = Buffer.alloc(LIMITS.iterationBytes + 1);
  const created = (size: number) => ({ size, hash: sha256(zeros.subarray(0, size)), change: "created" });
  expect(byPath["kept"]).toMatchObject(created(LIMITS.iterationBytes));
  expect(byPath["recorded"]).toMatchObject(created(LIMITS.iterationBytes + 1));
  const blob = (hash = "") => join(work.gateway.dataDir, "sessions", work.sessionId, "blobs", hash.slice(0, 2), hash);
  expect(existsSync(blob(byPath["kept"]?.hash))).toBe(true);
  expect(existsSync(blob(byPath["recorded"]?.hash))).toBe(false);
  for (const path of ["kept", "recorded"]) {
    const { size = 0, hash = "" } = byPath[path] ?? {};
    const about = { sessionId: work.sessionId, path };
    expect(await work.client.request({ type: "file_history", ...about }, "file_history")).toMatchObject({
      iterations: [{ iteration: 1, size, hash }],
    });
    expect(await work.client.refusal({ type: "read_file", ...about })).toBe("FILE_TOO_LARGE");
    expect(await work.client.refusal({ type: "file_at_iteration", ...about, iteration: 1 })).toBe("FILE_TOO_LARGE");
  }
});

test.each([
  ["that is no text", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]), "base64"],
  ["of text", Buffer.from("grüße\n"), "utf8"],
])("a file %s is sent in its own encoding, as it is and as it was, on the socket and by REST", async (_name, bytes, encoding) => {
  const work = await Work.begin();
  await work.turn(() => work.write("folder/a file", bytes));
  const { sessionId, client, gateway } = work;
  const contents = { path: "folder/a file", content: bytes.toString(encoding as BufferEncoding), encoding, size: bytes.length };
  const about = { sessionId, path: "folder/a file" };
  const files = `/api/v1/sessions/${sessionId}/files`;
  const rest = async (path: string) => (await gateway.request("GET", `${files}/${path}path=folder/a%20file`)).json();
  expect(await client.request({ type: "read_file", ...about }, "file_content")).toMatchObject({ ...contents, hash: sha256(bytes) });
  expect(await rest("content?")).toMatchObject({ ...contents, hash: sha256(bytes) });
  await work.write("folder/a file", "changed");
  expect(await client.request({ type: "file_at_iteration", ...about, iteration: 1 }, "file_content")).toMatchObject(contents);
  expect(await rest("at/1?")).toMatchObject(contents);
});

test("listings name the newest kept version of each file, of the folder that is listed alone", async () => {
  const work = await Work.begin();
  await work.turn(() => Promise.all([work.write("a/file", "1"), work.write("ab/file", "1"), work.write("a%/file", "1")]));
  await work.turn(() => work.write("a/file", "2"));
  await work.write("a/unkept", "x");
  const list = async (path: string, depth: number) =>
    (await work.client.request({ type: "list_files", sessionId: work.sessionId, path, depth }, "file_list")).entries.map(
      ({ path, iteration }) => [path, iteration],
    );
  expect(await list("a", 1)).toEqual([
    ["a/file", 2],
    ["a/unkept", undefined],
  ]);
  expect(await list("", 2)).toEqual([
    ["a", undefined],
    ["a%", undefined],
    ["a%/file", 1],
    ["a/file", 2],
    ["a/unkept", undefined],
    ["ab", undefined],
    ["ab/file", 1],
  ]);
});
