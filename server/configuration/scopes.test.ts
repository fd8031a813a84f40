import fc from "fast-check";
import { expect, test } from "vitest";
import { SCALARS as STORE } from "../../generated/concordance/scalars.ts";
import type { ConfigScope, Role } from "../../generated/gateway/types.ts";
import { Membership } from "../members/membership.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { devicesNamespace, projectsNamespace } from "./namespaces.ts";
import { type ConfigTarget, locate, mustBeWritable } from "./scopes.ts";

const SESSION = "3f2b8c1e-6a4d-4f0a-9b7c-2d1e5a6b7c8d";

function member(userId = "ada", tenantId = "acme", role: Role = "owner"): Membership {
  return new Membership(userId, tenantId, "", role);
}

function refused(work: () => unknown): GatewayError {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

test.each<[ConfigTarget, string]>([
  [{ scope: "user" }, "tenant:acme/user:ada/preferences"],
  [{ scope: "tenant" }, "tenant:acme/settings"],
  [{ scope: "session", sessionId: SESSION }, `tenant:acme/sessions/${SESSION}`],
  [{ scope: "project", projectId: SESSION }, `tenant:acme/projects/${SESSION}`],
  [{ scope: "device", deviceId: "Phone.1:a@b|c-d" }, "tenant:acme/user:ada/devices/Phone.1:a@b|c-d"],
])("%j is %s", (target, namespace) => {
  expect(locate(target, member(), "write")).toMatchObject({ namespace, target });
});

test("an id in another case is the same session or project, and another device", () => {
  expect(locate({ scope: "session", sessionId: SESSION.toUpperCase() }, member(), "read")).toEqual(
    locate({ scope: "session", sessionId: SESSION }, member(), "read"),
  );
  const devices = ["a", "A"].map((deviceId) => locate({ scope: "device", deviceId }, member(), "read").namespace);
  expect(new Set(devices).size).toBe(2);
});

const someId = fc.constantFrom(SESSION, "00000000-0000-4000-8000-000000000001", "11111111-1111-4111-8111-111111111111");
const anyUser = fc.oneof(
  fc.constantFrom("a", "a/b", "a%2Fb", "%2F", "..", "ada/preferences", "user:ada", "ada ", "\ud800", "\ufffd", "\0", "é", "e\u0301", "😀"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 24 }),
  fc.string({ minLength: 1, maxLength: 24 }),
);
const anyTenant = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const anyTarget: fc.Arbitrary<ConfigTarget> = fc.oneof(
  fc.constantFrom<ConfigTarget>({ scope: "user" }, { scope: "tenant" }),
  someId.map((sessionId) => ({ scope: "session" as const, sessionId })),
  someId.map((projectId) => ({ scope: "project" as const, projectId })),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9:._@|-]{0,20}$/).map((deviceId) => ({ scope: "device" as const, deviceId })),
);

/** What makes a scope this one and no other. */
function ownerOf({ scope, sessionId, projectId, deviceId }: ConfigTarget, tenantId: string, userId: string): string {
  const isOfUser = scope === "user" || scope === "device";
  return JSON.stringify([tenantId, scope, isOfUser ? userId : null, sessionId, projectId, deviceId]);
}

test("no two owners share a namespace, none covers another one's, and every one is a namespace to the store", () => {
  const pattern = new RegExp(STORE.Namespace.pattern);
  const owners = new Map<string, string>();
  fc.assert(
    fc.property(anyTenant, anyUser, anyTarget, (tenantId, userId, target) => {
      const { namespace } = locate(target, member(userId, tenantId), "write");
      expect(namespace).toMatch(pattern);
      expect(namespace.startsWith(`tenant:${tenantId}/`)).toBe(true);
      const owner = ownerOf(target, tenantId, userId);
      expect(owners.get(namespace) ?? owner).toBe(owner);
      owners.set(namespace, owner);
      expect([projectsNamespace(tenantId), devicesNamespace(tenantId, userId)]).not.toContain(namespace);
    }),
    { numRuns: 5000 },
  );
  for (const namespace of owners.keys()) {
    const segments = namespace.split("/");
    for (let count = 1; count < segments.length; count += 1) expect(owners.has(segments.slice(0, count).join("/")), namespace).toBe(false);
  }
});

test("users whose names differ in what is no Unicode only are two users", () => {
  const names = ["\ud800", "\ud801", "\udc00", "\ufffd", "%ED%A0%80", "\ud800\udc00"];
  expect(new Set(names.map((name) => locate({ scope: "user" }, member(name), "read").namespace)).size).toBe(names.length);
});

test("a user id that makes a namespace of 512 bytes is fine, and one more is refused as a broken rule", () => {
  const around = "tenant:acme/user:/preferences".length;
  const fits = `${"é".repeat(80)}${"a".repeat(512 - around - 480)}`;
  expect(locate({ scope: "user" }, member(fits), "read").namespace).toHaveLength(512);
  expect(refused(() => locate({ scope: "user" }, member(`${fits}a`), "read"))).toMatchObject({ code: "INVALID_MESSAGE" });
  // What is not about the user still works for them.
  expect(locate({ scope: "tenant" }, member(`${fits}a`), "read").namespace).toBe("tenant:acme/settings");
});

test.each<[object, string]>([
  [{ scope: "user", sessionId: SESSION }, "/sessionId"],
  [{ scope: "tenant", projectId: SESSION }, "/projectId"],
  [{ scope: "user", deviceId: "d" }, "/deviceId"],
  [{ scope: "session" }, "/sessionId"],
  [{ scope: "session", sessionId: SESSION, projectId: SESSION }, "/projectId"],
  [{ scope: "project" }, "/projectId"],
  [{ scope: "device" }, "/deviceId"],
  [{ scope: "user", userId: "eve" }, "/userId"],
  [{ scope: "user", userId: "ada" }, "/userId"],
  [{ scope: "tenant", tenantId: "evil" }, "/tenantId"],
  [{ scope: "tenant", tenantId: undefined }, "/tenantId"],
])("%j is refused, and the field is named", (target, path) => {
  const { code, facts } = refused(() => locate(target as ConfigTarget, member(), "read", "/operations/3"));
  expect([code, facts.details?.map((detail) => detail.path)]).toEqual(["INVALID_MESSAGE", [`/operations/3${path}`]]);
});

test("what is wrong with a target is told before whether it is allowed", () => {
  expect(refused(() => locate({ scope: "tenant", deviceId: "d" }, member("ada", "acme", "viewer"), "write")).code).toBe("INVALID_MESSAGE");
});

const TARGETS: Record<ConfigScope, ConfigTarget> = {
  user: { scope: "user" },
  tenant: { scope: "tenant" },
  session: { scope: "session", sessionId: SESSION },
  project: { scope: "project", projectId: SESSION },
  device: { scope: "device", deviceId: "d" },
};

test("every role may what the contract's table says, and no more", () => {
  const may = (role: Role, access: "read" | "write") =>
    Object.values(TARGETS).flatMap((target) => {
      try {
        return [locate(target, member("ada", "acme", role), access).target.scope];
      } catch (error) {
        expect(error).toMatchObject({ code: "FORBIDDEN" });
        return [];
      }
    });
  const all = Object.keys(TARGETS);
  expect(may("viewer", "read")).toEqual(all);
  expect(may("viewer", "write")).toEqual([]);
  expect(may("member", "write")).toEqual(["user", "session", "project", "device"]);
  expect(may("admin", "write")).toEqual(all);
  expect(may("owner", "write")).toEqual(all);
});

test("the entries that REST writes are read-only where they are its own, and nothing else is", () => {
  expect(refused(() => mustBeWritable(TARGETS.project, "project", "/operations/0"))).toMatchObject({
    code: "INVALID_MESSAGE",
    facts: { details: [{ path: "/operations/0/key" }] },
  });
  expect(refused(() => mustBeWritable(TARGETS.device, "device")).code).toBe("INVALID_MESSAGE");
  mustBeWritable(TARGETS.project, "device");
  mustBeWritable(TARGETS.device, "project");
  mustBeWritable(TARGETS.user, "project");
  mustBeWritable(TARGETS.project, "Project");
});
