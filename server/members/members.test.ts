import { expect, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

async function roles(client: TestClient): Promise<Record<string, string>> {
  const { members } = await client.request({ type: "manage_members", action: "list" }, "member_list");
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}

const setRole = (client: TestClient, userId: string, role: string) =>
  client.ask({ type: "manage_members", action: "set_role", userId, role });

/** A tenant with one member in each role; the owner is `ada`. */
async function tenantOf(gateway: TestGateway) {
  const owner = await gateway.connect("acme~ada");
  const clients: Record<string, TestClient> = { owner };
  for (const role of ["admin", "billing_admin", "member", "viewer"]) {
    await owner.request({ type: "manage_members", action: "add", userId: role, role }, "member_list");
    clients[role] = await gateway.connect(`acme~${role}`);
  }
  return clients as { owner: TestClient; admin: TestClient; billing_admin: TestClient; member: TestClient; viewer: TestClient };
}

test("the first user ever seen in a tenant becomes its owner, later ones members", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const ada = await gateway.connect("acme~ada");
  await gateway.connect("acme~bob");
  await gateway.connect("globex~eve");
  expect(await roles(ada)).toEqual({ ada: "owner", bob: "member" });
});

test("of many first users at once exactly one becomes owner", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const clients = await Promise.all(Array.from({ length: 20 }, (_, index) => gateway.connect(`acme~user-${index}`)));
  const owners = Object.values(await roles(clients[0] as TestClient)).filter((role) => role === "owner");
  expect(owners).toHaveLength(1);
});

test("a tenant that takes nobody by itself refuses whoever is no member", async () => {
  const gateway = await startTestGateway({ withTokens: true, config: { autoJoinRole: null } });
  const ada = await gateway.connect("acme~ada");
  const stranger = await gateway.open();
  expect(await stranger.refusal({ type: "authenticate", token: "acme~bob" })).toBe("FORBIDDEN");
  await ada.request({ type: "manage_members", action: "add", userId: "bob", role: "viewer" }, "member_list");
  expect(await stranger.ask({ type: "authenticate", token: "acme~bob" })).toMatchObject({
    type: "authenticated",
    identity: { role: "viewer" },
  });
});

test.each([
  ["owner", "list", true],
  ["admin", "list", true],
  ["billing_admin", "list", false],
  ["member", "list", false],
  ["viewer", "list", false],
  ["owner", "add", true],
  ["admin", "add", true],
  ["billing_admin", "add", false],
  ["member", "add", false],
  ["viewer", "add", false],
  ["owner", "remove", true],
  ["admin", "remove", false],
  ["billing_admin", "remove", false],
  ["member", "remove", false],
  ["viewer", "remove", false],
] as const)("a %s may %s: %s", async (role, action, allowed) => {
  const gateway = await startTestGateway({ withTokens: true });
  const tenant = await tenantOf(gateway);
  const fields = action === "add" ? { userId: "new", role: "viewer" } : action === "remove" ? { userId: "viewer" } : {};
  const client = tenant[role];
  const reply = await client.ask({ type: "manage_members", action, ...fields });
  expect(reply).toMatchObject(allowed ? { type: "member_list" } : { type: "error", code: "FORBIDDEN" });
});

test("an admin can neither make, demote nor remove an owner", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const { owner, admin } = await tenantOf(gateway);
  for (const reply of [
    await admin.ask({ type: "manage_members", action: "add", userId: "new", role: "owner" }),
    await setRole(admin, "viewer", "owner"),
    await setRole(admin, "ada", "viewer"),
    await admin.ask({ type: "manage_members", action: "remove", userId: "ada" }),
  ]) {
    expect(reply).toMatchObject({ type: "error", code: "FORBIDDEN" });
  }
  expect((await roles(owner))["ada"]).toBe("owner");
});

test("the last owner can neither be removed nor demoted, even by itself; one of two can", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const { owner } = await tenantOf(gateway);
  expect(await setRole(owner, "ada", "admin")).toMatchObject({ code: "LAST_OWNER" });
  expect(await owner.ask({ type: "manage_members", action: "remove", userId: "ada" })).toMatchObject({ code: "LAST_OWNER" });
  expect(await setRole(owner, "admin", "owner")).toMatchObject({ type: "member_list" });
  expect(await setRole(owner, "ada", "member")).toMatchObject({ type: "member_list" });
  expect(await setRole(owner, "ada", "owner")).toMatchObject({ type: "error", code: "FORBIDDEN" });
});

test("two owners that demote each other at once leave one", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const { owner, admin } = await tenantOf(gateway);
  await setRole(owner, "admin", "owner");
  const replies = await Promise.all([setRole(owner, "admin", "viewer"), setRole(admin, "ada", "viewer")]);
  expect(replies.filter(({ type }) => type === "member_list")).toHaveLength(1);
  const left = await gateway.connect("acme~viewer");
  void left;
  const counts = await Promise.all([owner, admin].map((client) => client.ask({ type: "manage_members", action: "list" })));
  expect(counts.filter(({ type }) => type === "member_list")).toHaveLength(1);
});

test("a new role counts at once, on connections that are open", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const { owner, member } = await tenantOf(gateway);
  const sessionId = await member.createSession();
  await setRole(owner, "member", "viewer");
  expect(await member.next("member_updated", ({ userId }) => userId === "member")).toMatchObject({ role: "viewer" });
  expect(await member.refusal({ type: "create_session", agentType: "echo" })).toBe("FORBIDDEN");
  expect(await member.refusal({ type: "run_turn", sessionId, text: "hi" })).toBe("FORBIDDEN");
  expect(await member.ask({ type: "get_events", sessionId })).toMatchObject({ type: "events" });
});

test("who is removed is disconnected and stays out until added again", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const { owner, viewer } = await tenantOf(gateway);
  await owner.request({ type: "manage_members", action: "remove", userId: "viewer" }, "member_list");
  expect((await viewer.closed).code).toBe(CLOSE_CODES.FORBIDDEN);
  const again = await gateway.open();
  expect(await again.refusal({ type: "authenticate", token: "acme~viewer" })).toBe("FORBIDDEN");
  expect((await gateway.request("GET", "/api/v1/sessions", { token: "acme~viewer" })).status).toBe(403);
  expect(await roles(owner)).not.toHaveProperty("viewer");
  await owner.request({ type: "manage_members", action: "add", userId: "viewer", role: "member" }, "member_list");
  expect(await again.ask({ type: "authenticate", token: "acme~viewer" })).toMatchObject({ identity: { role: "member" } });
});

test.each([
  ["add", {}, "/userId"],
  ["add", { userId: "x" }, "/role"],
  ["set_role", { userId: "x" }, "/role"],
  ["set_role", { role: "viewer" }, "/userId"],
  ["remove", {}, "/userId"],
])("%s with %o is refused and names what is missing", async (action, fields, path) => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~ada");
  const reply = await owner.request({ type: "manage_members", action, ...fields }, "error");
  expect(reply).toMatchObject({ code: "INVALID_MESSAGE", details: [{ path }] });
});

test.each([
  ["set_role", { userId: "nobody", role: "viewer" }, "MEMBER_NOT_FOUND"],
  ["remove", { userId: "nobody" }, "MEMBER_NOT_FOUND"],
  ["add", { userId: "ada", role: "viewer" }, "CONFLICT"],
])("%s of %o is %s", async (action, fields, code) => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~ada");
  expect(await owner.refusal({ type: "manage_members", action, ...fields })).toBe(code);
});

test("users of one tenant are unknown in another", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const ada = await gateway.connect("acme~ada");
  const eve = await gateway.connect("globex~eve");
  expect(await setRole(eve, "ada", "viewer")).toMatchObject({ code: "MEMBER_NOT_FOUND" });
  expect(await roles(ada)).toEqual({ ada: "owner" });
});
