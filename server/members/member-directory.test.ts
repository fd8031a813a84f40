import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { openTestStorage } from "../storage/testing/test-storage.ts";
import { startTestGateway } from "../testing/test-gateway.ts";
import { MemberDirectory, type MemberDirectoryOptions } from "./member-directory.ts";
import type { Claims, Membership } from "./membership.ts";

/** How long something may take that happens behind everyone's back, on a machine that is busy. */
const SOON = { timeout: 15_000 };

const TENANT = "acme";
const PEOPLE = 500;

const claims = (userId: string, email = `${userId}@example.com`): Claims => ({ tenantId: TENANT, userId, email, expiresAt: null });

function unexpected(_tenantId: string, _sessionId: string, message: string, error: unknown): never {
  throw new Error(message, { cause: error });
}

/** A directory on real files. */
async function openDirectory(options: Partial<MemberDirectoryOptions> = {}) {
  const { storage, close } = await openTestStorage();
  const openTenant = async (tenantId: string) => void (await storage.transact({ kind: "registry", tenantId }, []));
  const directory = new MemberDirectory({
    storage,
    sessions: { openTenant },
    autoJoinRole: "member",
    note: unexpected,
    now: () => 7,
    ...options,
  });
  return { directory, storage, close, emailOf: async (userId: string) => (await directory.read(TENANT, userId))?.email };
}

/** Has everything collected that nobody holds. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

/** Lets people in; returns every tenth of them, and holds nobody else. */
async function admit(directory: MemberDirectory): Promise<Membership[]> {
  const all = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => directory.membership(claims(`user-${index}`))));
  expect(directory.size).toBe(PEOPLE);
  return all.filter((_, index) => index % 10 === 0);
}

/** How many are in memory now that everyone is gone whom nobody holds. */
function sizeOf(directory: MemberDirectory): number {
  collectGarbage();
  return directory.size;
}

test("of many who came and went none is in memory", async () => {
  const { directory } = await openDirectory();
  await admit(directory);
  await expect.poll(() => sizeOf(directory), SOON).toBe(0);
  expect(await directory.known(TENANT, "user-10")).toBeUndefined();
  expect(await directory.membership(claims("user-10"))).toMatchObject({ userId: "user-10", role: expect.stringMatching(/member|owner/) });
});

test("who is held is found, and everyone gets the same object", async () => {
  const { directory } = await openDirectory();
  const held = await admit(directory);
  await expect.poll(() => sizeOf(directory), SOON).toBe(held.length);
  for (const membership of held) {
    expect(await directory.known(TENANT, membership.userId)).toBe(membership);
    expect(await directory.membership(claims(membership.userId))).toBe(membership);
  }
});

test("who is admitted twice at once is one object, which a change of role finds", async () => {
  const { directory } = await openDirectory();
  const admitted = Promise.all([directory.membership(claims("ada")), directory.membership(claims("ada"))]);
  const known = await directory.known(TENANT, "ada");
  const [first, second] = await admitted;
  expect(first).toBe(second);
  expect(known).toBe(first);
  expect(directory.size).toBe(1);
});

test("who could not be admitted is tried again", async () => {
  let fails = true;
  const openTenant = async () => {
    if (fails) throw new Error("not now");
  };
  const { directory, storage } = await openDirectory({ sessions: { openTenant } });
  await storage.transact({ kind: "registry", tenantId: TENANT }, []);
  await expect(directory.membership(claims("ada"))).rejects.toThrow("not now");
  expect(await directory.known(TENANT, "ada")).toBeUndefined();
  fails = false;
  expect(await directory.membership(claims("ada"))).toMatchObject({ role: "owner" });
});

test("who was forgotten while being admitted stays forgotten", async () => {
  const { directory } = await openDirectory();
  const admitted = directory.membership(claims("ada"));
  directory.forget(TENANT, "ada");
  await admitted;
  expect(directory.size).toBe(0);
  expect(await directory.known(TENANT, "ada")).toBeUndefined();
});

test("the email of a newer token is taken over, in memory and on disk", async () => {
  const { directory, emailOf } = await openDirectory();
  const membership = await directory.membership(claims("ada", "old@example.com"));
  expect(await emailOf("ada")).toBe("old@example.com");
  expect(await directory.membership(claims("ada", "new@example.com"))).toBe(membership);
  expect(membership.email).toBe("new@example.com");
  await expect.poll(() => emailOf("ada"), SOON).toBe("new@example.com");
  // A token that says nothing of it changes nothing.
  await directory.membership(claims("ada", ""));
  expect(membership.email).toBe("new@example.com");
});

test("the email of a newer token is taken over after a restart, and where none was known", async () => {
  const { directory, storage, emailOf } = await openDirectory();
  await directory.membership(claims("ada", "old@example.com"));
  await directory.membership(claims("bob", ""));
  const [openTenant, now] = [async () => undefined, () => 8];
  const next = new MemberDirectory({ storage, sessions: { openTenant }, autoJoinRole: "member", note: unexpected, now });
  expect(await next.membership(claims("ada", "new@example.com"))).toMatchObject({ email: "new@example.com" });
  expect(await next.membership(claims("bob", "bob@example.com"))).toMatchObject({ email: "bob@example.com" });
  await expect.poll(() => Promise.all([emailOf("ada"), emailOf("bob")]), SOON).toEqual(["new@example.com", "bob@example.com"]);
  expect(await next.read(TENANT, "ada")).toMatchObject({ created_at: 7, updated_at: 8, role: "owner" });
});

test("an email that cannot be written down keeps nobody out, and is noted", async () => {
  const notes: unknown[] = [];
  const { directory, close } = await openDirectory({ note: (tenantId, _sessionId, message) => notes.push([tenantId, message]) });
  await directory.membership(claims("ada", "old@example.com"));
  const held = await directory.membership(claims("ada", "old@example.com"));
  await close();
  expect(await directory.membership(claims("ada", "new@example.com"))).toBe(held);
  expect(held.email).toBe("new@example.com");
  await expect.poll(() => notes, SOON).toEqual([[TENANT, "a member's new email could not be written down"]]);
});

test("a new role reaches connections that were opened before others came and went", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const [owner, member] = [await gateway.connect("acme~ada"), await gateway.connect("acme~bob")];
  for (let index = 0; index < 20; index++) await (await gateway.connect(`acme~user-${index}`)).close();
  collectGarbage();
  const again = await gateway.connect("acme~bob");
  await owner.request({ type: "manage_members", action: "set_role", userId: "bob", role: "viewer" }, "member_list");
  for (const client of [member, again]) expect(await client.refusal({ type: "create_session", agentType: "echo" })).toBe("FORBIDDEN");
  const { members } = await owner.request({ type: "manage_members", action: "list" }, "member_list");
  expect(members.find(({ userId }) => userId === "bob")).toMatchObject({ role: "viewer" });
});

test("everyone in the tenant sees the email of a newer token", async () => {
  const verifier = {
    async verify(token: string): Promise<Claims> {
      const [userId = "", email = ""] = token.split("~");
      return claims(userId, email);
    },
  };
  const gateway = await startTestGateway({ withTokens: true, verifier });
  const owner = await gateway.connect("ada~ada@example.com");
  await gateway.connect("bob~old@example.com");
  const bob = await gateway.connect("bob~new@example.com");
  expect(bob.heard).toContainEqual(
    expect.objectContaining({ type: "authenticated", identity: expect.objectContaining({ email: "new@example.com" }) }),
  );
  const emails = async () => {
    const { members } = await owner.request({ type: "manage_members", action: "list" }, "member_list");
    return members.map(({ email }) => email);
  };
  await expect.poll(emails, SOON).toEqual(["ada@example.com", "new@example.com"]);
});
