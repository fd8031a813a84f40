import { expect, test } from "vitest";
import { afterClose, afterStatus } from "./link-loss.ts";
import { FakeWorld } from "./testing/fake-world.ts";

const UNAUTHORIZED = afterStatus(401);
const EXPIRED = afterClose(4401, "The token has expired.");

function begun(token: string | null): FakeWorld {
  const world = new FakeWorld();
  world.token = token;
  return world.begin();
}

test("the bridge's token opens every connection", () => {
  const world = begun("t");
  world.reconnect();
  expect(world.attempts).toEqual(["t", "t"]);
});

test.each([EXPIRED, afterClose(4403, "You are no longer a member of this tenant."), UNAUTHORIZED, afterStatus(403)])(
  "after $reason the token is read again, and a new one opens the next connection at once",
  (loss) => {
    const world = begun("old");
    world.call(1, "session/list", {});
    world.sent("session/list");
    world.token = "new";
    world.lose(loss);
    expect(world.attempts).toEqual(["old", "new"]);
    world.bridge.opened();
    world.answer("initialize", {});
    world.answer("session/list", { sessions: [] });
    world.heard({ id: 1 });
  },
);

test("without a new token open calls fail, and later ones, and nothing knocks any more", () => {
  const world = begun("old");
  world.call(1, "session/list", {});
  world.sent("session/list");
  world.lose(EXPIRED);
  expect(world.heard({ id: 1 })).toMatchObject({ error: { code: -32000, data: { code: "AUTH_FAILED" } } });
  world.call(2, "session/list", {});
  expect(world.heard({ id: 2 })).toMatchObject({ error: { code: -32000 } });
  world.pass(100_000);
  expect(world.attempts).toEqual(["old"]);
});

test("no message names the token", () => {
  const world = begun("secret-token");
  world.call(1, "session/list", {});
  world.lose(EXPIRED);
  world.call(2, "session/list", {});
  expect(JSON.stringify([world.toEditor, world.notes])).not.toContain("secret-token");
});

test("authenticate reads the token again, and everything is as it was", () => {
  const world = begun("old").open();
  world.lose(EXPIRED);
  world.token = "new";
  world.call(1, "authenticate", { methodId: "token" });
  world.call(2, "session/list", {});
  expect(world.attempts).toEqual(["old", "new"]);
  world.bridge.opened();
  world.answer("initialize", {});
  world.answer("session/resume", {});
  expect(world.answer("authenticate", {}).params?.["_meta"]).toEqual({ token: "new" });
  world.answer("session/list", {});
  expect(world.toEditor.map(({ id }) => id)).toEqual([1, 2]);
});

test("authenticate fails when the gateway refuses that token, too, and may be tried again", () => {
  const world = begun("old");
  world.lose(EXPIRED);
  world.call(1, "authenticate", { methodId: "token", _meta: { token: "bad" } });
  world.lose(UNAUTHORIZED);
  expect(world.heard({ id: 1 })).toMatchObject({ error: { code: -32000 } });
  world.call(2, "authenticate", { methodId: "token", _meta: { token: "good" } });
  world.bridge.opened();
  world.answer("initialize", {});
  world.answer("authenticate", {});
  expect(world.heard({ id: 2 })).toHaveProperty("result");
  expect(world.attempts).toEqual(["old", "bad", "good"]);
});

test("authenticate without any token says how to give one", () => {
  const world = begun(null);
  world.lose(afterClose(4401, "Not authenticated in time."));
  world.call(1, "authenticate", { methodId: "token" });
  expect(JSON.stringify(world.heard({ id: 1 }))).toContain("--token-file");
  expect(world.attempts).toEqual([null]);
});

test("over an open connection the bridge's token is filled in, and another method is left alone", () => {
  const world = begun(null);
  world.token = "mine";
  world.call(1, "authenticate", { methodId: "token" });
  expect(world.sent("authenticate").params).toEqual({ methodId: "token", _meta: { token: "mine" } });
  world.call(2, "authenticate", { methodId: "token", _meta: { token: "theirs" } });
  expect(world.sent("authenticate").params).toEqual({ methodId: "token", _meta: { token: "theirs" } });
  world.call(3, "authenticate", { methodId: "other" });
  expect(world.sent("authenticate").params).toEqual({ methodId: "other" });
});

test("a token that the editor gave opens later connections, and is not replaced by the bridge's own", () => {
  const world = begun("ours");
  world.call(1, "authenticate", { methodId: "token", _meta: { token: "theirs" } });
  world.answer("authenticate", {});
  world.heard({ id: 1 });
  world.reconnect();
  world.lose(EXPIRED);
  expect(world.attempts).toEqual(["ours", "theirs"]);
  world.call(2, "session/list", {});
  expect(world.heard({ id: 2 })).toMatchObject({ error: { code: -32000 } });
});

test("a token that was refused while the connection stayed is not kept", () => {
  const world = begun("ours");
  world.call(1, "authenticate", { methodId: "token", _meta: { token: "bad" } });
  world.refuse("authenticate", "AUTH_FAILED");
  world.reconnect();
  expect(world.attempts).toEqual(["ours", "ours"]);
});

test("after logout no token is used, and no session is opened again", () => {
  const world = begun("t").open();
  world.call(1, "logout", {});
  world.answer("logout", {});
  world.heard({ id: 1 });
  world.reconnect();
  expect(world.attempts).toEqual(["t", null]);
  expect(world.toGateway).toEqual([]);
  world.lose(EXPIRED);
  expect(world.attempts).toEqual(["t", null]);
});

test("a first token that is refused lets the editor see at least how to authenticate", () => {
  const world = new FakeWorld();
  world.token = "bad";
  world.call(1, "initialize", {});
  world.lose(UNAUTHORIZED);
  expect(world.attempts).toEqual(["bad", null]);
  world.bridge.opened();
  world.answer("initialize", { authMethods: [{ id: "token" }] });
  expect(world.heard({ id: 1 })).toMatchObject({ result: { authMethods: [{ id: "token" }] } });
});

test("a gateway that lets nobody in fails initialize, which may be tried again with another token", () => {
  const world = new FakeWorld();
  world.token = "bad";
  world.call(1, "initialize", {});
  world.lose(UNAUTHORIZED);
  world.lose(UNAUTHORIZED);
  expect(world.heard({ id: 1 })).toMatchObject({ error: { code: -32000 } });
  world.token = "good";
  world.begin();
  expect(world.attempts).toEqual(["bad", null, "good"]);
});

test("questions of a gateway that does not want the client back are taken back from the editor", () => {
  const world = begun("t").open();
  world.ask(1, "session/request_permission", { sessionId: "s", _meta: { requestId: "r", turnId: "t" } });
  const { id } = world.heard({ method: "session/request_permission" });
  world.lose(EXPIRED);
  expect(world.heard({ method: "$/cancel_request" }).params).toEqual({ requestId: id });
});
