import fc from "fast-check";
import { expect, test } from "vitest";
import { ROLES } from "../../generated/gateway/permissions.ts";
import { type Config, ConfigError, readConfig } from "./environment.ts";

type Env = Record<string, string>;

const PRODUCTION = { NODE_ENV: "production", AUTH_URL: "https://login.example.com" };
/** Every variable, with values that are fine in most environments. */
const FINE: Record<string, readonly string[]> = {
  NODE_ENV: ["production", "development"],
  PORT: ["0", "8080", "65535"],
  HOST: ["127.0.0.1", "::1", "[::1]", "localhost"],
  DATA_DIR: ["/data"],
  DEV_MODE: ["true", "false"],
  AUTH_URL: ["https://login.example.com"],
  AUTH_AUDIENCE: ["diminuendo"],
  AUTO_JOIN_ROLE: ["none", ...ROLES],
  ALLOWED_ORIGINS: ["https://a.example", "https://a.example,https://b.example"],
  AGENTS_FILE: ["agents.json"],
  CONCORDANCE_URL: ["http://127.0.0.1:4100", "http://node1.example:4100,http://[::1]:4101"],
  CONCORDANCE_API_KEY: ["a-key-of-our-own"],
  CONCORDANCE_AGENT_API_KEY: ["a-key-for-agents"],
  LOG_LEVEL: ["trace", "silent"],
  OTEL_EXPORTER_OTLP_ENDPOINT: ["http://localhost:4318"],
  OTEL_SERVICE_NAME: ["gateway"],
};
const VARIABLES = Object.keys(FINE);

/** What is wrong with an environment. */
function problemsOf(env: Env): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("an empty environment is a gateway for one developer, that only this machine reaches", () => {
  expect(readConfig({})).toEqual({
    port: 8080,
    host: "127.0.0.1",
    dataDir: "./data",
    devMode: true,
    authUrl: null,
    authAudience: null,
    autoJoinRole: "member",
    allowedOrigins: [],
    agentsFile: null,
    concordance: null,
    concordanceAgentKey: null,
    logLevel: "info",
    otlpEndpoint: null,
    serviceName: "diminuendo",
  });
});

test("in production everyone needs a token, and every machine may ask", () => {
  expect(readConfig(PRODUCTION)).toEqual({ ...readConfig({}), devMode: false, host: "0.0.0.0", authUrl: PRODUCTION.AUTH_URL });
});

test.each<[Env, Partial<Config>]>([
  [{ PORT: "0" }, { port: 0 }],
  [{ PORT: "1" }, { port: 1 }],
  [{ PORT: "65535" }, { port: 65535 }],
  [{ HOST: "localhost" }, { host: "localhost" }],
  [{ HOST: "127.0.0.53" }, { host: "127.0.0.53" }],
  [{ HOST: "::1" }, { host: "::1" }],
  [{ HOST: "[::1]" }, { host: "::1" }],
  [{ DATA_DIR: "/var/lib/with space" }, { dataDir: "/var/lib/with space" }],
  [{ DEV_MODE: "true" }, { devMode: true }],
  [{ DEV_MODE: "1" }, { devMode: true }],
  [{ NODE_ENV: "development" }, { devMode: true }],
  [{ AUTH_AUDIENCE: "diminuendo" }, { authAudience: "diminuendo" }],
  [{ AUTO_JOIN_ROLE: "viewer" }, { autoJoinRole: "viewer" }],
  [{ AUTO_JOIN_ROLE: "owner" }, { autoJoinRole: "owner" }],
  [{ AUTO_JOIN_ROLE: "none" }, { autoJoinRole: null }],
  [{ ALLOWED_ORIGINS: "https://app.example.com" }, { allowedOrigins: ["https://app.example.com"] }],
  [
    { ALLOWED_ORIGINS: " https://a.example , http://localhost:3000 ,, " },
    { allowedOrigins: ["https://a.example", "http://localhost:3000"] },
  ],
  [{ AGENTS_FILE: "agents.json" }, { agentsFile: "agents.json" }],
  [{ CONCORDANCE_URL: "http://127.0.0.1:4100" }, { concordance: { addresses: ["127.0.0.1:4100"], apiKey: "dev" } }],
  [{ CONCORDANCE_URL: "127.0.0.1:1" }, { concordance: { addresses: ["127.0.0.1:1"], apiKey: "dev" } }],
  [
    { CONCORDANCE_URL: "http://n1.example:80/, HTTP://[::1]:65535 ,n1.example:80", CONCORDANCE_API_KEY: "own" },
    { concordance: { addresses: ["n1.example:80", "[::1]:65535"], apiKey: "own" } },
  ],
  // Without an address of a store they are for one that is not this gateway's.
  [{ CONCORDANCE_API_KEY: "own" }, {}],
  [{ CONCORDANCE_AGENT_API_KEY: "reader" }, { concordanceAgentKey: "reader" }],
  [{ LOG_LEVEL: "silent" }, { logLevel: "silent" }],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }, { otlpEndpoint: "http://localhost:4318" }],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.example/otlp/" }, { otlpEndpoint: "https://collector.example/otlp/" }],
  [{ OTEL_SERVICE_NAME: "gateway-eu" }, { serviceName: "gateway-eu" }],
])("%j says that and nothing else", (env, said) => {
  expect(readConfig(env)).toEqual({ ...readConfig({}), ...said });
});

test.each<[Env, Partial<Config>]>([
  [{ NODE_ENV: "development", DEV_MODE: "false" }, {}],
  [{ NODE_ENV: "", DEV_MODE: "0" }, {}],
  [{ DEV_MODE: "false" }, {}],
  [{ HOST: "10.0.0.7" }, { host: "10.0.0.7" }],
  [{ HOST: "[::]" }, { host: "::" }],
  [{ HOST: "127.0.0.1" }, { host: "127.0.0.1" }],
  [
    { CONCORDANCE_URL: "http://n1.example:4100", CONCORDANCE_API_KEY: "own" },
    { concordance: { addresses: ["n1.example:4100"], apiKey: "own" } },
  ],
  [{ AUTH_URL: "http://127.0.0.1:9000/realms/one/" }, { authUrl: "http://127.0.0.1:9000/realms/one/" }],
])("with tokens, %j says that and nothing else", (env, said) => {
  expect(readConfig({ ...PRODUCTION, ...env })).toEqual({ ...readConfig(PRODUCTION), ...said });
});

test.each(VARIABLES)("%s is as if it were not there when it is empty", (name) => {
  expect(readConfig({ [name]: "" })).toEqual(readConfig({}));
  if (name !== "NODE_ENV" && name !== "AUTH_URL") expect(readConfig({ ...PRODUCTION, [name]: "" })).toEqual(readConfig(PRODUCTION));
});

const BAD_PORT = "PORT: must be a number from 0 to 65535; 0 chooses a free one.";
const BAD_ISSUER = "AUTH_URL: must be an http or https URL.";
const BAD_COLLECTOR = "OTEL_EXPORTER_OTLP_ENDPOINT: must be an http or https URL.";
const NO_ISSUER = "AUTH_URL: is missing. Set it to the issuer of your tokens, for instance https://login.example.com.";
const TRUSTING =
  "HOST: dev mode trusts everyone, so it listens on a loopback address only. Use 127.0.0.1, or set DEV_MODE=false and AUTH_URL.";
const DEV_KEY = "CONCORDANCE_API_KEY: is missing, or that of development. Set it to the full key of the store at CONCORDANCE_URL.";
const notANode = (address: string) =>
  `CONCORDANCE_URL: "${address.replace(/^.*@/, "…@")}" is not the address of a node. Write it like http://node1.example:4100, several with commas.`;
const notAnOrigin = (origin: string) => `ALLOWED_ORIGINS: "${origin}" is not an origin. Write it like https://app.example.com.`;

test.each<[Env, string]>([
  ...["65536", "-1", "1.5", "http", "0x50", "1e3", " 80", "８０", "9".repeat(400)].map((PORT): [Env, string] => [{ PORT }, BAD_PORT]),
  ...["login.example.com", "ftp://login.example.com", "https://", "localhost:9000"].map((AUTH_URL): [Env, string] => [
    { AUTH_URL },
    BAD_ISSUER,
  ]),
  ...["nonsense", "localhost:4318", "grpc://localhost:4317", "http://"].map((url): [Env, string] => [
    { OTEL_EXPORTER_OTLP_ENDPOINT: url },
    BAD_COLLECTOR,
  ]),
  ...["Member", "admins", "toString"].map((role): [Env, string] => [
    { AUTO_JOIN_ROLE: role },
    `AUTO_JOIN_ROLE: must be one of ${ROLES.join(", ")}, none.`,
  ]),
  ...["INFO", "verbose", "constructor"].map((level): [Env, string] => [
    { LOG_LEVEL: level },
    "LOG_LEVEL: must be one of trace, debug, info, warn, error, fatal, silent.",
  ]),
  ...["*", "null", "app.example.com", "https://app.example.com/", "https://app.example.com:443", "file:///x"].map(
    (origin): [Env, string] => [{ ALLOWED_ORIGINS: `https://fine.example,${origin}` }, notAnOrigin(origin)],
  ),
  ...["0.0.0.0", "::", "10.0.0.1", "example.com", "localhost.example.com", "127.0.0.1.example.com", "1127.0.0.1"].map(
    (HOST): [Env, string] => [{ HOST }, TRUSTING],
  ),
  ...["n1.example", "n1.example:", "n1:0", "n1:65536", "n1:4e3", "https://n1:4100", "n1:4100/path", "a@n1:4100", "::1:4100", ""].map(
    (address): [Env, string] => [{ CONCORDANCE_URL: `http://fine:4100,${address}` }, notANode(address)],
  ),
  [{ ...PRODUCTION, CONCORDANCE_URL: "http://n1:4100" }, DEV_KEY],
  [{ ...PRODUCTION, CONCORDANCE_URL: "http://n1:4100", CONCORDANCE_API_KEY: "dev" }, DEV_KEY],
  [
    { CONCORDANCE_URL: "n1:4100", CONCORDANCE_API_KEY: "a b" },
    "CONCORDANCE_API_KEY: must have printable characters of ASCII only, and no space.",
  ],
  [
    { CONCORDANCE_URL: "n1:4100", CONCORDANCE_AGENT_API_KEY: "dev" },
    "CONCORDANCE_AGENT_API_KEY: must not be the full key. Agents may read only.",
  ],
  [{ NODE_ENV: "production" }, NO_ISSUER],
  [{ DEV_MODE: "false" }, NO_ISSUER],
  [{ ...PRODUCTION, DEV_MODE: "true" }, "DEV_MODE: must not be true in production. Remove it, or set NODE_ENV to something else."],
  [{ DEV_MODE: "false", AUTH_URL: "https://login.example.com", CONCORDANCE_URL: "http://n1.example:4100" }, DEV_KEY],
  [{ ...PRODUCTION, CONCORDANCE_URL: "http://n1.example:4100", CONCORDANCE_API_KEY: "dev-agent" }, DEV_KEY],
  [
    { ...PRODUCTION, CONCORDANCE_AGENT_API_KEY: "dev-agent" },
    "CONCORDANCE_AGENT_API_KEY: is that of development. Set it to the store's own.",
  ],
  [{ ...PRODUCTION, DEV_MODE: "yes" }, "DEV_MODE: must be true or false."],
])("%j is refused, by that reason alone", (env, problem) => {
  expect(problemsOf(env)).toEqual([problem]);
});

test("dev mode that is asked for in words that nobody knows is not dev mode", () => {
  for (const DEV_MODE of ["yes", "TRUE", "on", " true"]) {
    expect(problemsOf({ DEV_MODE })).toEqual(["DEV_MODE: must be true or false.", NO_ISSUER]);
  }
});

test("everything that is wrong is told at once, in one message too", () => {
  const env = {
    NODE_ENV: "production",
    DEV_MODE: "true",
    PORT: "http",
    HOST: "0.0.0.0",
    AUTH_URL: "nowhere",
    AUTO_JOIN_ROLE: "king",
    ALLOWED_ORIGINS: "*,app.example.com",
    LOG_LEVEL: "loud",
    OTEL_EXPORTER_OTLP_ENDPOINT: "nowhere",
  };
  const problems = problemsOf(env);
  expect(problems.map((problem) => problem.split(":")[0]).sort()).toEqual([
    "ALLOWED_ORIGINS",
    "ALLOWED_ORIGINS",
    "AUTH_URL",
    "AUTO_JOIN_ROLE",
    "DEV_MODE",
    "HOST",
    "LOG_LEVEL",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "PORT",
  ]);
  expect(() => readConfig(env)).toThrow(problems.join("\n"));
});

test("whatever the environment is, it is refused by name, or is one that a gateway can run with safely", () => {
  const odd = ["true", "1", "0.0.0.0", "https://a.example", "http://a.example/x?y#z", "*", "[", "//", "http:", "\0", "\ud800", "__proto__"];
  const wild = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "binary" }), fc.webUrl());
  const values = Object.entries(FINE).map(([name, fine]) => {
    const value = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...fine) }, { weight: 1, arbitrary: wild });
    return [name, value] as const;
  });
  const env = fc.record(Object.fromEntries(values), { requiredKeys: [] });
  let accepted = 0;
  fc.assert(
    fc.property(env, (given) => {
      const problems = problemsOf(Object.freeze(given as Env));
      for (const problem of problems) expect(VARIABLES).toContain(/^(\w+): .+\.$/s.exec(problem)?.[1]);
      if (problems.length > 0) return;
      accepted++;
      const { port, host, devMode, authUrl, logLevel, otlpEndpoint } = readConfig(given as Env);
      expect(Number.isInteger(port) && port >= 0 && port <= 65535).toBe(true);
      if (devMode) expect([given["NODE_ENV"] === "production", /^(localhost|127[.\d]+|::1)$/.test(host)]).toEqual([false, true]);
      else expect(authUrl).toMatch(/^https?:/i);
      expect(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).toContain(logLevel);
      if (otlpEndpoint !== null) expect(new URL(otlpEndpoint).protocol).toMatch(/^https?:$/);
    }),
    { numRuns: 3000 },
  );
  // Or the rules for what is accepted were never put to the test.
  expect(accepted).toBeGreaterThan(100);
});
