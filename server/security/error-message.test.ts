import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { codePoints } from "../../generated/runtime/validation.ts";
import { cut, safeMessage } from "./error-message.ts";

/** A text, and what is left of it. Columns by place: what stands around a path decides whether it is one. */
const PATHS: [string, string][] = [
  ["/data is full", "[path] is full"],
  ["cannot read /etc", "cannot read [path]"],
  ["no room in /data, /tmp and /var.", "no room in [path], [path] and [path]."],
  ["spawn /usr/bin/node ENOENT", "spawn [path] ENOENT"],
  ["see `/etc/passwd` and </etc/shadow>", "see `[path]` and <[path]>"],
  ["a:/etc/passwd;/var/log|/tmp/x", "[path]|[path]"],
  ["read,/etc/passwd", "read,[path]"],
  ["--config=/etc/x +/etc/x *#/etc/x", "--config=[path] +[path] *#[path]"],
  ["fn(/srv/app/a.js:1:2) [/srv/a] {/srv/b}", "fn([path]:1:2) [[path]] {[path]}"],
  ['open "/home/me/My Documents/a b.pem" failed', 'open "[path]" failed'],
  ["ENOENT: open '/home/me/it/x y.txt'", "ENOENT: open '[path]'"],
  ['{"cwd":"/opt/y z"} and \\"/opt/q', '{"cwd":"[path]"} and \\"[path]'],
  ["/home/müller/.ssh/id_rsa and /données", "[path] and [path]"],
  ["打开/etc/passwd", "打开[path]"],
  ["//srv/x /data/ /.ssh /@scope", "[path] [path] [path] [path]"],
  ["PATH is /usr/bin:/bin", "PATH is [path]:[path]"],
  ["wait.../etc/passwd", "wait...[path]"],
  ["~/.ssh/id_rsa, ~root/x or ~/", "[path], [path] or [path]"],
  ["C:\\Users\\me\\x.txt and D:/work/x.", "[path] and [path]."],
  ["C:\\Program Files\\My App\\a.exe failed", "[path] failed"],
  ["C:\\\\Users\\\\me", "[path]"],
  ["file:///home/me/x.ts:12 FILE:/etc/x", "[path] [path]"],
  ["sqlite:///data/x.db", "sqlite:[path]"],
  ["git@host:/srv/x.git", "git@host:[path]"],
];

test.each(PATHS)("no path: %j", (text, safe) => {
  expect(safeMessage(text)).toBe(safe);
});

const SECRETS: [string, string][] = [
  ["postgres://user:pw@host/db", "postgres://[redacted]@host/db"],
  ["postgres://user:p@ss/w?r#d@host:5432/db", "postgres://[redacted]@host:5432/db"],
  ["redis://:pw@host and https://someone@host/x", "redis://[redacted]@host and https://[redacted]@host/x"],
  ["sk-ant-api03-abcdefgh pk_live_abcdefgh xoxb-123456789", "[redacted] [redacted] [redacted]"],
  ["AIzaSyA1234567890abcdefghijklmnopqrstuv", "[redacted]"],
  ["github_pat_11AAAA_bbbbbbbb ghp_abcdefgh gho_abcdefgh", "[redacted] [redacted] [redacted]"],
  ["ghs_abcdefghij ghu_abcdefghij glpat-abcdefgh", "[redacted] [redacted] [redacted]"],
  ["AKIAIOSFODNN7EXAMPLE, npm_abcdefghijklmnop, ya29.abcdefgh", "[redacted], [redacted], [redacted]"],
  ["my_ghs_abcdefghij.", "my_[redacted]."],
  ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_d.", "[redacted]."],
  ["eyJhbGciOiJIUzI1NiJ9", "[redacted]"],
  ["Bearer abc, bearer abc123 and BEARER abc123==", "Bearer [redacted], bearer [redacted] and BEARER [redacted]"],
  ["Basic dXNlcjpwYXNz or basic Zm9v1A==", "Basic [redacted] or basic [redacted]"],
  ["Authorization: Digest username=x, response=y\nand on", "Authorization: [redacted]\nand on"],
  ["curl -H 'Authorization: Bearer abc' -b \"Cookie: a=b; c=d\"", "curl -H 'Authorization: [redacted]' -b \"Cookie: [redacted]\""],
  ["password=hunter2 token: abc api_key=xyz", "password=[redacted] token: [redacted] api_key=[redacted]"],
  ["OPENAI_API_KEY=a dbPassword: b PGPASSWORD=c", "OPENAI_API_KEY=[redacted] dbPassword: [redacted] PGPASSWORD=[redacted]"],
  ["aws_secret_access_key = a/b clientSecret=>c pwd==d", "aws_secret_access_key = [redacted] clientSecret=>[redacted] pwd==[redacted]"],
  ["Invalid API key: abc", "Invalid API key: [redacted]"],
  ["bad password: token: hunter2", "bad password: token: [redacted]"],
  ["token: Bearer abc def", "token: [redacted] def"],
  ["?token=abc&x=1 Server=x;Password=a,b;Database=y", "?token=[redacted]&x=1 Server=x;Password=[redacted];Database=y"],
  ['{"token": "a \\" b", "x": 1}', '{"token": "[redacted]", "x": 1}'],
  ['{\\"api_key\\":\\"abc\\",\\"x\\":1}', '{\\"api_key\\":\\"[redacted]\\",\\"x\\":1}'],
  ["{'secret': 'it is'} passphrase=`x y`", "{'secret': '[redacted]'} passphrase=`[redacted]`"],
  ["psql --password hunter2 --db-token abc", "psql --password [redacted] --db-token [redacted]"],
  ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x", "[redacted] x"],
  ["-----BEGIN PRIVATE KEY-----\nMIIE", "[redacted]"],
  ["password=/etc/x token=C:\\x", "password=[redacted] token=[redacted]"],
  ["sk-abcdefgh/data", "[redacted][path]"],
];

test.each(SECRETS)("no secret: %j", (text, safe) => {
  expect(safeMessage(text)).toBe(safe);
});

const STAYS = [
  "and/or, 1/2, 24/7, TCP/IP, I/O, km/h, w/o, s/foo/bar/, 2024/01/02, a / b, où/et",
  "text/html, */*, @scope/pkg, origin/main, <br/>",
  "src/index.ts:10:5 ./a/b ../a/b a/../b ~ ~5/10",
  "https://example.com/data/x?f=/etc is there",
  "(https://gitlab.com/g/p/-/issues/1) http://[::1]:8080/x",
  "http://localhost:8080/@scope/x http://host:80/a@b wss://host/ws",
  "git@github.com:org/repo.git and me@example.com",
  "The token has expired. Unexpected token } in JSON. Wrong password.",
  "max_tokens: 4096 tokens=5 tokenizer: x input_tokens=3 passes: 2",
  "Basic authentication and Basic TypeScript, basic usage, bearer of news, a basic (5)",
  "task-abcdefghij desk-lamp-shade global-settings npm_config_registry sk-short ghp_short AKIA1234",
  'token: ""',
  "password=",
  "The agent ended with exit code 1. [path] [redacted] [x]",
  "😀 \ud83d",
];

test.each(STAYS)("what is neither stays: %j", (text) => {
  expect(safeMessage(text)).toBe(text);
});

test("no stack", () => {
  const stack = "Error: no\n    at run (/srv/a.js:1:2)\n\tat /srv/b.js:3:4\nand at noon";
  expect(safeMessage(stack)).toBe("Error: no\n\n\nand at noon");
  expect(safeMessage(`x\n${"    at run (a.js:1:2)\n".repeat(100)}`)).toBe("x");
});

test.each(["", " ", "\n\t", "    at run (a.js:1:2)", "…"])("where nothing is left, that is said: %j", (text) => {
  expect(safeMessage(text)).toBe("No reason was given.");
});

const LIMIT = LIMITS.errorMessageLength;

test("a text is as long as the spec allows, counted in code points", () => {
  expect(safeMessage("a".repeat(LIMIT))).toBe("a".repeat(LIMIT));
  expect(safeMessage("a".repeat(LIMIT + 1))).toBe(`${"a".repeat(LIMIT - 1)}…`);
  expect(safeMessage("😀".repeat(LIMIT))).toBe("😀".repeat(LIMIT));
  expect(safeMessage("😀".repeat(LIMIT + 1))).toBe(`${"😀".repeat(LIMIT - 1)}…`);
});

test("a text is cut where no mark is cut in two, and where nothing looks like another secret", () => {
  expect(safeMessage(`${"a".repeat(LIMIT - 8)} token=x`)).toBe(`${"a".repeat(LIMIT - 8)} token=…`);
  expect(safeMessage(`${"a".repeat(LIMIT - 4)} /etc`)).toBe(`${"a".repeat(LIMIT - 4)}…`);
});

test.each([
  ["abc", 3, "abc"],
  ["abcd", 3, "ab…"],
  ["😀😀😀", 3, "😀😀😀"],
  ["😀😀😀😀", 3, "😀😀…"],
  ["a".repeat(100), 1, "…"],
])("%j cut to %i code points is %j", (text, length, short) => {
  expect(cut(text, length)).toBe(short);
});

/** What the rules look for, whole and in pieces, so that a text made of them comes close to every rule. */
const PIECES = [
  ...["token", "password", "api key", "authorization", "cookie", "bearer ", "Bearer ", "basic ", "dXNlcjpwYXNz"],
  ...[": ", ":", "=", "=>", "--token ", "--", '"', "'", "`", "\\", "(", ")", "<", "{", "[", "]", "|", "&", "?", "#", ",", ";"],
  ...["sk-", "sk-abcdefgh", "eyJ", "eyJhbGciOi", ".abc", "ghp_", "AKIA", "IOSFODNN7EXAMPLE"],
  ...["/", "//", "://", "@", "~", "~/", "/etc", "/data", "C:\\", "C:/", "Program Files", "file:", "file:///", ".", "..", "..."],
  ...["-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----", "   at x (y)", "at ", " ", "\n", "\t", "…"],
  ...["[path]", "[redacted]", "[re", "word", "and", "é", "和", "😀", "\ud83d", "1", "-", "z".repeat(40), "z".repeat(LIMIT - 20)],
];
const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 2 * LIMIT }),
);

test("no text makes it throw, none stays too long, and what is safe stays as it is", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const safe = safeMessage(text);
      expect(safe).not.toBe("");
      expect(codePoints(safe)).toBeLessThanOrEqual(LIMIT);
      expect(safeMessage(safe)).toBe(safe);
    }),
    { numRuns: 20_000 },
  );
});

const words = fc.constantFrom("see", "(", "`", "<", ",", ";", "=", '"', "'", "|", "*", " ", "\n", "\t", "→", "和");

test("a path goes, whatever other than a word stands before it", () => {
  const path = fc.array(fc.stringMatching(/^[a-z_]{1,8}$/), { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join("/")}Q`);
  fc.assert(
    fc.property(words, path, words, (before, path, after) => {
      const gap = before === "see" ? " " : "";
      expect(safeMessage(`x ${before}${gap}${path}${after === "see" ? " see" : after} y`)).not.toContain("Q");
    }),
  );
});

const MEBIBYTE = 1024 * 1024;
const REPEATED = [
  ...PIECES,
  "a/",
  " /a",
  "'/a",
  "`/a ",
  "C:\\ a",
  " a\\",
  "://a:",
  "x://a:b@",
  "--a-",
  'token: "',
  "eyJ-",
  "\n at",
  "\n ",
  "A-",
  "https://",
  "/.",
  "/…",
];

test.each(REPEATED)("a mebibyte of %j takes no time to speak of", (piece) => {
  const text = piece.repeat(Math.ceil(MEBIBYTE / piece.length));
  for (const before of ["", "token: ", "'/", "://a:", "Bearer "]) {
    const start = performance.now();
    expect(codePoints(safeMessage(before + text))).toBeLessThanOrEqual(LIMIT);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});

test("the longest line of an agent is no trouble either", () => {
  for (const piece of ["a", " a\\", ".", 'token: "\\a', "token= ", "a://"]) {
    expect(() => safeMessage(`C:\\ token: "${piece.repeat(LIMITS.agentLineBytes / piece.length)}`)).not.toThrow();
  }
});
