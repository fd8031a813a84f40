import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { between, Links } from "./links.ts";
import { PeerProxy } from "./peer-proxy.ts";

/** Long enough to notice what comes although it should not. */
const A_WHILE_MS = 120;

/** A node "b" that says what it hears, behind a proxy, and ways to call it. */
async function started() {
  const links = new Links();
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const node = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => heard.push(bytes.toString()));
  }).listen(0, "127.0.0.1");
  await once(node, "listening");
  const proxy = await PeerProxy.open("b", links);
  proxy.target = (node.address() as AddressInfo).port;
  onTestFinished(() => {
    proxy.close();
    node.close();
    for (const socket of sockets) socket.destroy();
  });
  const dial = (caller: string) => new Caller(proxy.address, caller);
  return { links, heard, sockets, proxy, dial };
}

class Caller {
  readonly socket: Socket;
  text = "";
  isOver = false;

  constructor(address: string, name: string) {
    this.socket = connect(Number(address.split(":")[1]), "127.0.0.1");
    this.socket.on("data", (bytes) => {
      this.text += bytes.toString();
    });
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.isOver = true;
    });
    this.socket.write(`GET /raft HTTP/1.1\r\nhost: x\r\nUser-Agent: concordance/${name}\r\n\r\n`);
    onTestFinished(() => {
      this.socket.destroy();
    });
  }
}

const until = (holds: () => boolean) => expect.poll(holds, { timeout: 5_000, interval: 5 }).toBe(true);

test("without obstacles everything passes, in both directions, and so does the end", async () => {
  const { heard, sockets, dial } = await started();
  const caller = dial("a");
  await until(() => heard.join("").includes("concordance/a"));
  sockets[0]?.write("welcome");
  await until(() => caller.text === "welcome");
  caller.socket.write("x".repeat(5_000_000));
  await until(() => heard.join("").length > 5_000_000);
  sockets[0]?.destroy();
  await until(() => caller.isOver);
});

test("a cut by refusal ends connections between the two, in whichever direction it is put, and lets others be", async () => {
  for (const direction of [
    ["a", "b"],
    ["b", "a"],
  ] as const) {
    const { links, heard, dial } = await started();
    const [cut, other] = [dial("a"), dial("c")];
    await until(() => heard.length === 2);
    const heal = links.obstruct([direction], { kind: "refuse" });
    await until(() => cut.isOver);
    const again = dial("a");
    await until(() => again.isOver);
    expect(heard.join("")).not.toMatch(/concordance\/a[\s\S]*concordance\/a/);
    expect(other.isOver).toBe(false);
    heal();
    dial("a");
    await until(() => /concordance\/a[\s\S]*concordance\/a/.test(heard.join("")));
  }
});

test("silence in one direction holds back what goes that way, and hands it on in order afterwards", async () => {
  const { links, heard, sockets, dial } = await started();
  const caller = dial("a");
  await until(() => heard.length === 1);
  const heal = links.obstruct([["a", "b"]], { kind: "silence" });
  caller.socket.write("first ");
  sockets[0]?.write("the other way");
  await until(() => caller.text === "the other way");
  caller.socket.write("second");
  await delay(A_WHILE_MS);
  expect(heard).toHaveLength(1);
  expect(caller.isOver).toBe(false);
  heal();
  await until(() => heard.slice(1).join("") === "first second");
});

test("behind silence nobody learns that the other side is gone, until it is over", async () => {
  const { links, heard, sockets, dial } = await started();
  const caller = dial("a");
  await until(() => heard.length === 1);
  const heal = links.obstruct(between(["a"], ["b"]), { kind: "silence" });
  sockets[0]?.destroy();
  await delay(A_WHILE_MS);
  expect(caller.isOver).toBe(false);
  heal();
  await until(() => caller.isOver);
});

test("a new connection into silence is neither refused nor answered", async () => {
  const { links, heard, sockets, dial } = await started();
  const heal = links.obstruct([["b", "a"]], { kind: "silence" });
  const caller = dial("a");
  await until(() => heard.length === 1);
  sockets[0]?.write("answer");
  await delay(A_WHILE_MS);
  expect([caller.text, caller.isOver]).toEqual(["", false]);
  heal();
  await until(() => caller.text === "answer");
});

test("delay makes everything later, keeps the order, and ends with its obstacle", async () => {
  const { links, heard, dial } = await started();
  const caller = dial("a");
  await until(() => heard.length === 1);
  const heal = links.obstruct([["a", "b"]], { kind: "delay", ms: A_WHILE_MS });
  const began = performance.now();
  for (const word of ["1", "2", "3"]) {
    caller.socket.write(word);
    await delay(5);
  }
  await until(() => heard.slice(1).join("") === "123");
  expect(performance.now() - began).toBeGreaterThan(A_WHILE_MS - 1);
  heal();
  const healed = performance.now();
  caller.socket.write("4");
  await until(() => heard.slice(1).join("") === "1234");
  expect(performance.now() - healed).toBeLessThan(A_WHILE_MS);
});

test("an obstacle that is taken away leaves others of the same kind in place", async () => {
  const { links, heard, dial } = await started();
  const caller = dial("a");
  await until(() => heard.length === 1);
  const heals = [1, 2].map(() => links.obstruct([["a", "b"]], { kind: "silence" }));
  heals[0]?.();
  caller.socket.write("late");
  await delay(A_WHILE_MS);
  expect(heard).toHaveLength(1);
  heals[1]?.();
  await until(() => heard.length === 2);
});

test("when the node is down its callers are told so at once", async () => {
  const { proxy, dial } = await started();
  proxy.target = 1;
  const caller = dial("a");
  await until(() => caller.isOver);
});
