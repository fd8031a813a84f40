import { expect, test } from "vitest";
import { createLogger, type Logger } from "./logger.ts";

/** A log whose lines are kept. */
function kept(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger("info", {
    write(line) {
      expect(line).toMatch(/^\{.*\}\n$/);
      lines.push(JSON.parse(line) as Record<string, unknown>);
    },
  });
  return { log, lines };
}

test("a line is JSON with its level by name, its time and its fields", () => {
  const { log, lines } = kept();
  log.child({ tenantId: "acme" }).warn({ path: "/srv/x", count: 3, nothing: null }, "it happened");
  log.debug("not this one");
  expect(lines).toEqual([
    {
      level: "warn",
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      tenantId: "acme",
      path: "/srv/x",
      count: 3,
      nothing: null,
      msg: "it happened",
    },
  ]);
});

test("a field that is named like a secret is not written, however deep it is and whatever it holds", () => {
  const { log, lines } = kept();
  log.info({ token: "abc", env: { HOME: "/x" }, agent: { env: ["x"], headers: { authorization: "abc", cookie: "a=b" } } }, "x");
  log.info({ env: { HOME: "/x" } }, "x");
  expect(lines[0]).toMatchObject({
    token: "[redacted]",
    env: "[redacted]",
    agent: { env: "[redacted]", headers: { authorization: "[redacted]", cookie: "[redacted]" } },
  });
  expect(lines[1]).toMatchObject({ env: "[redacted]" });
});

test("a secret within a text is not written: in a field, in the message, or of whom the line is", () => {
  const { log, lines } = kept();
  const child = log.child({ address: "http://me:pw@host" });
  child.error({ error: { text: 'said "Bearer abc"\nghs_abcdefghij', list: ["password=abc"] } }, "no postgres://user:pw@host");
  expect(lines[0]).toMatchObject({
    address: "http://[redacted]@host",
    error: { text: 'said "Bearer [redacted]"\n[redacted]', list: ["password=[redacted]"] },
    msg: "no postgres://[redacted]@host",
  });
});

test("an error is written with its stack and what else it says, without secrets", () => {
  const { log, lines } = kept();
  const cause = new Error("token: abc");
  log.error({ error: Object.assign(new Error("cannot reach redis://:pw@host", { cause }), { code: "ECONN", args: ["--token=abc"] }) }, "x");
  const error = lines[0]?.["error"] as Record<string, string>;
  expect(error).toMatchObject({ type: "Error", code: "ECONN", args: ["--token=[redacted]"] });
  expect(error["message"]).toBe("cannot reach redis://[redacted]@host: token: [redacted]");
  expect(error["stack"]).toContain("logger.test.ts");
  expect(error["stack"]).not.toMatch(/pw|abc/);
});
