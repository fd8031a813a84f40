import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startTestGateway } from "../../testing/test-gateway.ts";
import { FrontDoor } from "./front-door.ts";

const PROBE = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
const OK = /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\{"status":"ok"\}$/;

/** A connection that remembers all that it gets. */
class Caller {
  readonly socket: Socket;
  heard = "";

  constructor(port: number) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.on("data", (chunk) => {
      this.heard += String(chunk);
    });
    this.socket.on("error", () => undefined);
    onTestFinished(() => void this.socket.destroy());
  }

  /** Writes something, and resolves with all that was heard once it fits. */
  async ask(text: string, fits: RegExp): Promise<string> {
    this.heard = "";
    this.socket.write(text);
    while (!fits.test(this.heard)) await once(this.socket, "data");
    return this.heard;
  }
}

async function openDoor(): Promise<FrontDoor> {
  const door = await FrontDoor.open({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => {
    door.shut();
    door.clear();
  });
  return door;
}

test("a door that is open answers probes before there is anything behind it", async () => {
  const door = await openDoor();
  const caller = new Caller(door.address.port);
  await caller.ask(PROBE, OK);
  await caller.ask(PROBE, OK);
  expect(door.takeAnswered()).toBe(2);
  expect(door.takeAnswered()).toBe(0);
});

test("a probe that says close is answered, and the connection ends", async () => {
  const caller = new Caller((await openDoor()).address.port);
  const closed = once(caller.socket, "close");
  expect(await caller.ask("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", OK)).toContain("connection: close");
  await closed;
});

test("whoever comes early waits, and is answered from the first byte on once the gateway is ready", async () => {
  const door = await openDoor();
  door.server.on("request", (request, response) => response.end(`you asked for ${request.url}`));
  const early = new Caller(door.address.port);
  const answered = early.ask("GET /early HTTP/1.1\r\nHost: x\r\n\r\n", /you asked for/);
  const probe = new Caller(door.address.port);
  await probe.ask(PROBE, OK);
  expect(early.heard).toBe("");
  door.admit();
  expect(await answered).toContain("you asked for /early");
  expect(await probe.ask("GET /late HTTP/1.1\r\nHost: x\r\n\r\n", /you asked for/)).toContain("you asked for /late");
});

test("one connection may ask for anything after a probe, in any pieces, and hears everything in order", async () => {
  const gateway = await startTestGateway();
  const caller = new Caller(Number(new URL(gateway.url).port));
  await caller.ask(PROBE, OK);
  caller.socket.write("GET /heal");
  await caller.ask("th HTTP/1.1\r\nHost: x\r\n\r\n", OK);
  const both = await caller.ask(`${PROBE}GET /api/v1/agents HTTP/1.1\r\nHost: x\r\n\r\n`, /nextCursor/);
  expect(both.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  expect(both.indexOf('"status":"ok"')).toBeLessThan(both.indexOf("coding-agent"));
});

test("probes are counted like other requests", async () => {
  const gateway = await startTestGateway();
  const caller = new Caller(Number(new URL(gateway.url).port));
  for (let count = 0; count < 3; count++) await caller.ask(PROBE, OK);
  const metrics = await (await gateway.request("GET", "/metrics")).text();
  expect(metrics).toContain('diminuendo_http_requests_total{operation="Operations.health",status="200"} 3');
});

test("a gateway that ends takes the connections of probes with it", async () => {
  const gateway = await startTestGateway();
  const caller = new Caller(Number(new URL(gateway.url).port));
  await caller.ask(PROBE, OK);
  const closed = once(caller.socket, "close");
  await gateway.close();
  await closed;
});
