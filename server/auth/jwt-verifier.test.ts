import { createHmac } from "node:crypto";
import { exportSPKI, importJWK } from "jose";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { type Algorithm, makeKey, TestIssuer } from "../testing/test-issuer.ts";
import { JwtVerifier } from "./jwt-verifier.ts";

afterEach(() => void vi.useRealTimers());

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function verifierOf(issuer: TestIssuer, options: { audience?: string; now?: () => number; issuer?: string } = {}): JwtVerifier {
  const verifier = new JwtVerifier({
    issuer: options.issuer ?? issuer.url,
    audience: options.audience ?? null,
    now: options.now ?? Date.now,
  });
  onTestFinished(() => verifier.close());
  return verifier;
}

/** The code that a token is refused with, or `ok`. */
async function verdict(verifier: JwtVerifier, token: string, address = "192.0.2.1"): Promise<string> {
  try {
    await verifier.verify(token, address);
    return "ok";
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    expect(token.length > 20 && error.message.includes(token.slice(0, 20))).toBe(false);
    return error.code;
  }
}

test.each<Algorithm>(["RS256", "ES256"])("a token that the issuer signed with %s names its bearer", async (algorithm) => {
  const issuer = await TestIssuer.start(algorithm);
  const verifier = verifierOf(issuer);
  const now = Date.now();
  expect(await verifier.verify(await issuer.token({}, { now, expiresIn: 60 }), "192.0.2.1")).toEqual({
    userId: "ada",
    email: "ada@example.com",
    tenantId: "acme",
    expiresAt: (Math.floor(now / 1000) + 60) * 1000,
  });
});

test("a token without an end, an email, or with an email that is none, is taken for what it says", async () => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer);
  expect(await verifier.verify(await issuer.token({}, { expiresIn: null }), "a")).toMatchObject({ expiresAt: null });
  for (const email of [7, null, {}, "x".repeat(321), "\ud800"]) {
    expect(await verifier.verify(await issuer.token({ email }), "a")).toMatchObject({ email: "" });
  }
});

test.each([
  ["a slash behind it", (url: string) => `${url}/`],
  ["no slash behind it", (url: string) => url],
])("the issuer may be written with %s, in the configuration and in the token", async (_name, write) => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer, { issuer: write(issuer.url) });
  expect(await verdict(verifier, await issuer.token({}, { issuer: issuer.url }))).toBe("ok");
  expect(await verdict(verifier, await issuer.token({}, { issuer: `${issuer.url}/` }))).toBe("ok");
  expect(await verdict(verifier, await issuer.token({}, { issuer: `${issuer.url}/other` }))).toBe("AUTH_FAILED");
});

test("a token that anyone else signed, or that was changed, is refused", async () => {
  const issuer = await TestIssuer.start("RS256", "ES256");
  const verifier = verifierOf(issuer);
  const published = await issuer.token();
  const stranger = await makeKey("ES256");
  expect(await verdict(verifier, await issuer.token({}, { key: stranger }))).toBe("AUTH_FAILED");
  const [header = "", payload = "", signature = ""] = published.split(".");
  const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string };
  expect(await verdict(verifier, await issuer.token({}, { key: { ...stranger, id: kid } }))).toBe("AUTH_FAILED");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
  expect(await verdict(verifier, `${header}.${encode({ ...claims, sub: "eve" })}.${signature}`)).toBe("AUTH_FAILED");
  expect(await verdict(verifier, `${header}.${payload}.${"A".repeat(signature.length)}`)).toBe("AUTH_FAILED");
  expect(await verdict(verifier, `${header}.${payload}.`)).toBe("AUTH_FAILED");
});

test.each<[string, object, Parameters<TestIssuer["token"]>[1]]>([
  ["of another issuer", {}, { issuer: "https://evil.example" }],
  ["of no issuer", {}, { issuer: null }],
  ["for another audience", { aud: "other" }, {}],
  ["for no audience", { aud: undefined }, {}],
  ["that has expired", {}, { expiresIn: -10 }],
  ["that is not valid yet", {}, { notBefore: 60 }],
  ["without sub", { sub: undefined }, {}],
  ["with an empty sub", { sub: "" }, {}],
  ["with a sub that is a number", { sub: 7 as unknown as string }, {}],
  ["with a sub that is one too long", { sub: "a".repeat(129) }, {}],
  ["with a sub that is one emoji too long", { sub: "💡".repeat(129) }, {}],
  ["with half a surrogate pair for a sub", { sub: "\ud800" }, {}],
  ["without tenant_id", { tenant_id: undefined }, {}],
  ["with a tenant_id that is a list", { tenant_id: ["acme"] }, {}],
  ["with an end that is text", { exp: "tomorrow" as unknown as number }, { expiresIn: null }],
])("a token %s is AUTH_FAILED", async (_name, claims, options) => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer, { audience: "gateway" });
  expect(await verdict(verifier, await issuer.token({ aud: "gateway", ...claims }, options))).toBe("AUTH_FAILED");
});

test("a sub may be as long as the limit says, in code points, and an audience may be one of several", async () => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer, { audience: "gateway" });
  for (const sub of ["a".repeat(128), "💡".repeat(128), "auth0|1234", "../..", "a b"]) {
    expect(await verdict(verifier, await issuer.token({ sub, aud: ["other", "gateway"] }))).toBe("ok");
  }
});

test.each(["", "..", ".", "a/b", "a\\b", "-a", ".a", "_a", "a".repeat(65), "ténant", "a b", "a\n", "a\0", "*", "a:b"])(
  "the tenant_id %j is no safe name of a folder, and AUTH_FAILED",
  async (tenant_id) => {
    const issuer = await TestIssuer.start();
    expect(await verdict(verifierOf(issuer), await issuer.token({ tenant_id }))).toBe("AUTH_FAILED");
  },
);

test.each(["a", "A.b_c-9", "0", "a".repeat(64), "a..b"])("the tenant_id %j is a name like any other", async (tenant_id) => {
  const issuer = await TestIssuer.start();
  expect(await verdict(verifierOf(issuer), await issuer.token({ tenant_id }))).toBe("ok");
});

test.each(["", "x", "a.b", "a.b.c", "a.b.c.d", "....", `${encode({ alg: "ES256" })}.e30.`, "💡", "\0", "Bearer x", "a".repeat(8192)])(
  "the text %j, which is no token, is AUTH_FAILED",
  async (token) => {
    const issuer = await TestIssuer.start();
    expect(await verdict(verifierOf(issuer), token)).toBe("AUTH_FAILED");
  },
);

test("a token that no secret was needed for is refused: alg none, and HS256 with the public key", async () => {
  const issuer = await TestIssuer.start();
  const key = await issuer.addKey("RS256");
  const verifier = verifierOf(issuer);
  const payload = encode({ iss: issuer.url, sub: "ada", tenant_id: "acme", exp: Math.floor(Date.now() / 1000) + 60 });
  for (const alg of ["none", "None", "NONE", "", null]) {
    const header = encode({ alg, kid: key.id });
    expect(await verdict(verifier, `${header}.${payload}.`)).toBe("AUTH_FAILED");
  }
  const pem = await exportSPKI((await importJWK(key.jwk, "RS256", { extractable: true })) as Parameters<typeof exportSPKI>[0]);
  for (const secret of [pem, pem.trim(), JSON.stringify(key.jwk)]) {
    const head = `${encode({ alg: "HS256", kid: key.id })}.${payload}`;
    const signature = createHmac("sha256", secret).update(head).digest("base64url");
    expect(await verdict(verifier, `${head}.${signature}`, "192.0.2.2")).toBe("AUTH_FAILED");
  }
});

test.each<Algorithm>(["PS256", "ES384"])("a token that is signed with %s is refused, although its key is published", async (algorithm) => {
  const issuer = await TestIssuer.start(algorithm);
  expect(await verdict(verifierOf(issuer), await issuer.token())).toBe("AUTH_FAILED");
});

test.each([
  ["cannot be reached", null],
  ["answers with an error", { status: 500, body: "{}" }],
  ["answers with something else than JSON", { status: 200, body: "<html>" }],
  ["answers with something else than keys", { status: 200, body: '{"keys":7}' }],
])("while the issuer %s a token is UPSTREAM_TIMEOUT, and that is nobody's fault", async (_name, answer) => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer);
  const token = await issuer.token();
  issuer.answer = answer;
  if (answer === null) await issuer.stop();
  for (let count = 0; count < 2 * LIMITS.authenticationAttempts; count++) expect(await verdict(verifier, token)).toBe("UPSTREAM_TIMEOUT");
  if (answer === null) return;
  issuer.answer = null;
  expect(await verdict(verifier, token)).toBe("ok");
});

test("a key that the issuer has changed to is found once the old answer is old enough, and the key it left is refused", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer);
  const old = await issuer.token();
  expect(await verdict(verifier, old)).toBe("ok");
  const next = await makeKey("RS256");
  issuer.publish(next);
  const fresh = await issuer.token();
  vi.setSystemTime(Date.now() + 31_000);
  expect(await verdict(verifier, fresh)).toBe("ok");
  expect(issuer.fetches).toBe(2);
  vi.setSystemTime(Date.now() + LIMITS.tokenCacheTime);
  expect(await verdict(verifier, old)).toBe("AUTH_FAILED");
});

test("tokens that name keys that nobody has published do not make the gateway ask for them again and again", async () => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer);
  for (let count = 0; count < 9; count++)
    await verdict(verifier, await issuer.token({}, { key: await makeKey("ES256") }), `address-${count}`);
  expect(issuer.fetches).toBeLessThanOrEqual(2);
});

test("a verified token is remembered until it expires, and not a moment longer", async () => {
  const clock = { now: Date.now() };
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer, { now: () => clock.now });
  const token = await issuer.token({}, { now: clock.now, expiresIn: 60 });
  expect(await verdict(verifier, token)).toBe("ok");
  await issuer.stop();
  clock.now = Math.floor(clock.now / 1000) * 1000 + 59_999;
  expect(await verdict(verifier, token)).toBe("ok");
  // The clocks may differ by a few seconds, but what is remembered ends on time.
  clock.now += 10_000;
  expect(await verdict(verifier, token)).toBe("AUTH_FAILED");
});

test("a token that was verified before is let in although its address is refused", async () => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer);
  const [known, unknown] = [await issuer.token(), await issuer.token({ sub: "bob" })];
  expect(await verdict(verifier, known)).toBe("ok");
  for (let count = 0; count < LIMITS.authenticationAttempts; count++) expect(await verdict(verifier, `guess-${count}`)).toBe("AUTH_FAILED");
  expect(await verdict(verifier, unknown)).toBe("AUTH_RATE_LIMITED");
  expect(await verdict(verifier, known)).toBe("ok");
  expect(await verdict(verifier, unknown, "192.0.2.7")).toBe("ok");
});

test("an issuer that is not there is noticed, one that has answered lately is not asked again", async () => {
  const issuer = await TestIssuer.start();
  const verifier = verifierOf(issuer);
  issuer.answer = { status: 503, body: "" };
  await expect(verifier.check()).rejects.toThrow();
  issuer.answer = null;
  await verifier.check();
  const { fetches } = issuer;
  await verifier.check();
  expect(await verdict(verifier, await issuer.token({}))).toBe("ok");
  expect(issuer.fetches).toBe(fetches);
});
