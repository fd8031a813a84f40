import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { testConfigClient } from "../../testing/config-client.ts";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { nextState, rejection, testClient, until } from "../../testing/test-client.ts";
import { ClosedError } from "../src/index.ts";

/** An identity provider, and a gateway that trusts it. */
async function production(): Promise<{ gateway: GatewayProcess; token: (user: string, seconds: number) => Promise<string> }> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "k", alg: "ES256" }] });
  const server = createServer((_request, response) => response.setHeader("content-type", "application/json").end(keys));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = await GatewayProcess.start({ DEV_MODE: "false", AUTH_URL: issuer, HOST: "127.0.0.1" });
  const token = (user: string, seconds: number) => {
    const jwt = new SignJWT({ tenant_id: "acme", email: `${user}@example.com` }).setProtectedHeader({ alg: "ES256", kid: "k" });
    return jwt
      .setSubject(user)
      .setIssuer(issuer)
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(privateKey);
  };
  return { gateway, token };
}

test("a token lets its user in, another one does not", async () => {
  const { gateway, token } = await production();
  const client = testClient(gateway.url, { token: await token("ann", 60) });
  const user = new Promise((resolve) => client.on("authenticated", ({ identity }) => resolve(identity.userId)));
  await client.connect();
  expect(await user).toBe("ann");
  const refused = await rejection(testClient(gateway.url, { token: "forged" }).connect());
  expect(refused).toBeInstanceOf(ClosedError);
  expect(refused.cause).toMatchObject({ code: "AUTH_FAILED" });
  expect((await rejection(testClient(gateway.url).connect())).cause).toMatchObject({ code: "UNAUTHENTICATED" });
});

test("a token that expires closes a client that cannot get another, and not one that can", async () => {
  const { gateway, token } = await production();
  const fixed = testClient(gateway.url, { token: await token("ann", 3) });
  let fetched = 0;
  const renewing = testClient(gateway.url, {
    token: () => {
      fetched++;
      return token("bob", 4);
    },
  });
  const states: string[] = [];
  renewing.on("state", ({ state }) => states.push(state));
  await Promise.all([fixed.connect(), renewing.connect()]);
  const session = await renewing.join((await renewing.createSession({ agentType: "echo" })).session.id);
  expect((await nextState(fixed, "closed")).error).toMatchObject({ code: "UNAUTHENTICATED" });
  await until(() => fetched >= 4);
  expect(await (await session.runTurn("still in")).ended).toMatchObject({ type: "turn_complete" });
  expect(states).toEqual(["connecting", "authenticating", "open"]);
});

test("a token lets its user at the configuration, another one does not", async () => {
  const { gateway, token } = await production();
  const [ann, bob] = [
    testConfigClient(gateway.url, { token: await token("ann", 60) }),
    testConfigClient(gateway.url, { token: await token("bob", 60) }),
  ];
  const entry = { scope: "user", key: "theme" } as const;
  await ann.set({ ...entry, value: "dark" });
  expect(await ann.get(entry)).toMatchObject({ value: "dark" });
  expect(await bob.get(entry)).toBeNull();
  // The first of a tenant is its owner, the next one is a member.
  await ann.set({ scope: "tenant", key: "banner", value: 1 });
  expect(await rejection(bob.set({ scope: "tenant", key: "banner", value: 2 }))).toMatchObject({ name: "ConfigError", code: "FORBIDDEN" });
  const refused = await rejection(testConfigClient(gateway.url, { token: "forged" }).get(entry));
  expect(refused).toBeInstanceOf(ClosedError);
  expect(refused.cause).toMatchObject({ name: "ConfigError", code: "AUTH_FAILED" });
  expect(await rejection(testConfigClient(gateway.url).get(entry))).toMatchObject({ code: "UNAUTHENTICATED" });
});

test("a client of the configuration that can get another token outlives the first one, on one connection", async () => {
  const { gateway, token } = await production();
  let fetched = 0;
  const client = testConfigClient(gateway.url, {
    token: () => {
      fetched++;
      return token("ann", 4);
    },
  });
  const states: string[] = [];
  client.on("state", ({ state }) => states.push(state));
  const changes = client.subscribe({ scope: "user" });
  await changes.opened;
  await until(() => fetched >= 4);
  await client.set({ scope: "user", key: "theme", value: "dark" });
  expect((await changes.next()).value).toMatchObject({ key: "theme", value: "dark" });
  expect(states).toEqual(["connecting", "authenticating", "open"]);
});

test("a fresh token is got when the gateway comes back", async () => {
  const { gateway, token } = await production();
  let fetched = 0;
  const client = testClient(gateway.url, {
    token: () => {
      fetched++;
      return token("ann", 600);
    },
  });
  await client.connect();
  const back = nextState(client, "open");
  await gateway.kill();
  const before = fetched;
  await gateway.restart();
  await back;
  expect(fetched).toBeGreaterThan(before);
});
