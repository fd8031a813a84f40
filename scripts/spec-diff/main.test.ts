import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { type Sample, sample } from "./test/sample.ts";

const COMMAND = fileURLToPath(new URL("main.ts", import.meta.url));
const IDENTITY = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.com" };
/** Nothing of the machine's own git, nor of a repository that the tests run in. */
const ENVIRONMENT = { PATH: process.env["PATH"], HOME: tmpdir(), GIT_CONFIG_NOSYSTEM: "1", GIT_CEILING_DIRECTORIES: tmpdir(), ...IDENTITY };

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** A repository of its own. */
class Repository {
  readonly root = mkdtempSync(join(tmpdir(), "spec-diff-"));

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.root, env: ENVIRONMENT, encoding: "utf8" }).trim();
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.root, path, ".."), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Writes the documents of a spec that is the sample, but for what an edit did. */
  spec(edit: (sample: Sample) => void = () => {}): this {
    const written = sample();
    edit(written);
    this.write("generated/protocol.json", JSON.stringify(written.document));
    this.write("generated/openapi/chat.json", JSON.stringify(written.openapi["chat"]));
    return this;
  }

  commit(): this {
    this.git("add", "-A");
    this.git("commit", "-qm", "A change");
    return this;
  }

  run(...args: string[]): Promise<Ended> {
    return new Promise((done) => {
      execFile(process.execPath, [COMMAND, ...args], { cwd: this.root, env: ENVIRONMENT }, (error, out, err) => {
        done({ code: Number(error?.code ?? 0), out, err });
      });
    });
  }
}

function repository(): Repository {
  const made = new Repository();
  made.git("init", "-q");
  return made;
}

/** A repository whose first commit is the sample. */
function withSample(): Repository {
  return repository().spec().commit();
}

const narrowed = ({ chat }: Sample) => Object.assign(chat.$defs["Name"] ?? {}, { maxLength: 9 });
const extended = ({ chat }: Sample) => chat.events.push({ type: "left", model: "Typing", doc: "", chapter: "", durable: false });

test("nothing changed is exit 0, in so many words", async () => {
  expect(await withSample().run("HEAD")).toEqual({ code: 0, out: "The spec says the same as at HEAD.\n", err: "" });
});

test("an additive change of the working tree is exit 0", async () => {
  const { code, out } = await withSample().spec(extended).run("HEAD");
  expect(out).toContain("additive  event-added  left");
  expect(out).toContain("Clients written for HEAD go on working.");
  expect(code).toBe(0);
});

test("a breaking change is exit 1 and names the protocol, the change and the remedy", async () => {
  const { code, out } = await withSample().spec(narrowed).run("HEAD");
  expect(out).toContain("chat (version 1): 1 breaking, 0 additive");
  expect(out).toContain("BREAKING  bound-narrowed  Name maxLength: 10 → 9");
  expect(out).toContain("raise the version of: chat");
  expect(code).toBe(1);
});

test("a breaking change with the version raised is exit 0, and still told", async () => {
  const { code, out } = await withSample()
    .spec((after) => {
      narrowed(after);
      after.chat.version = 2;
      after.chat.supportedVersions.push(2);
    })
    .run("HEAD");
  expect(out).toContain("chat (version 1 → 2): 1 breaking, 2 additive");
  expect(code).toBe(0);
});

test("raising the version of one protocol does not excuse another", async () => {
  const both = (edit: (sample: Sample) => void) => (written: Sample) => {
    const other = { ...structuredClone(written.chat), name: "mail", operations: [] };
    edit(written);
    written.document.protocols.push(other);
  };
  const { code, out } = await repository()
    .spec(both(() => {}))
    .commit()
    .spec((after) => {
      both(() => {})(after);
      after.chat.version = 2;
      after.document.protocols[1]?.errorCodes.pop();
    })
    .run("HEAD");
  expect(out).toContain("raise the version of: mail");
  expect(code).toBe(1);
});

test("a removed protocol cannot be excused by its version", async () => {
  const { code } = await withSample()
    .spec(({ document }) => document.protocols.pop())
    .run("HEAD");
  expect(code).toBe(1);
});

test("--json says the same for programs", async () => {
  const made = withSample();
  const { code, out } = await made.spec(narrowed).run("--json", "HEAD");
  expect(JSON.parse(out)).toMatchObject({
    ref: "HEAD",
    commit: made.git("rev-parse", "HEAD"),
    ok: false,
    protocols: [
      {
        protocol: "chat",
        versionBefore: 1,
        versionAfter: 1,
        versionRaised: false,
        changes: [{ kind: "bound-narrowed", path: "Name maxLength", before: 10, after: 9, breaking: true }],
      },
    ],
  });
  expect(code).toBe(1);
});

test("it compares with any ref", async () => {
  const made = withSample();
  made.git("branch", "before");
  made.spec(narrowed).commit();
  expect(await made.run("HEAD")).toMatchObject({ code: 0 });
  expect(await made.run("before")).toMatchObject({ code: 1 });
  expect(await made.run("HEAD~1")).toMatchObject({ code: 1 });
});

test("the OpenAPI documents are compared, too", async () => {
  const { code, out } = await withSample()
    .spec(({ openapi }) => Object.assign(openapi["chat"] ?? {}, { components: {} }))
    .run("HEAD");
  expect(out).toContain("BREAKING  security-changed  security Bearer");
  expect(code).toBe(1);
});

test("a document of an older generator, which lacks tables, is read", async () => {
  const { out, err } = await repository()
    .spec(({ document, chat }) => {
      const { name, version, $defs, messages } = chat;
      Object.assign(document, { protocols: [{ name, version, $defs, messages }] });
    })
    .commit()
    .spec()
    .run("HEAD");
  expect(out).toContain("additive  error-code-added  GONE");
  expect(err).toBe("");
});

const REFUSED: [string, (made: Repository) => Promise<Ended>, string][] = [
  ["an unknown ref", (made) => made.run("nowhere"), '"nowhere" names no commit here.'],
  ["a ref that looks like an option", (made) => made.run("--", "--all"), '"--all" names no commit here.'],
  ["a ref to a file", (made) => made.run("HEAD:generated/protocol.json"), "names no commit here."],
  ["no ref", (made) => made.run(), "Usage:"],
  ["two refs", (made) => made.run("HEAD", "HEAD"), "Usage:"],
  ["an unknown option", (made) => made.run("--fast", "HEAD"), "Usage:"],
  [
    "no document in the working tree",
    (made) => {
      rmSync(join(made.root, "generated/protocol.json"));
      return made.run("HEAD");
    },
    "There is no generated/protocol.json in the working tree.",
  ],
  [
    "no OpenAPI document at the ref",
    (made) => {
      made.git("rm", "-q", "generated/openapi/chat.json");
      return made.commit().spec().run("HEAD");
    },
    "There is no generated/openapi/chat.json in HEAD.",
  ],
  [
    "a document that is not JSON",
    (made) => {
      made.write("generated/protocol.json", "{");
      return made.run("HEAD");
    },
    "generated/protocol.json of the working tree is not JSON.",
  ],
  [
    "a document of something else",
    (made) => {
      made.write("generated/protocol.json", "[]");
      return made.run("HEAD");
    },
    "generated/protocol.json of the working tree is no document of protocols.",
  ],
];

test.each(REFUSED)("%s is exit 2 with a plain message", async (_name, run, message) => {
  const { code, out, err } = await run(withSample());
  expect(err).toContain(message);
  expect(err).not.toContain("    at ");
  expect([code, out]).toEqual([2, ""]);
});

test("outside of a repository it says so", async () => {
  const { code, err } = await new Repository().run("HEAD");
  expect([code, err]).toEqual([2, "This is no git repository.\n"]);
});

test("without any release there is nothing to compare with", async () => {
  const made = withSample();
  made.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
  const { code, err } = await made.run("--last-release");
  expect(err).toContain("No release yet");
  expect(code).toBe(0);
});

test("the last tag of a version is the last release, whatever other tags there are", async () => {
  const made = withSample();
  made.git("tag", "v1.0.0");
  made.spec(narrowed).commit();
  made.git("tag", "nightly");
  const { code, err, out } = await made.run("--last-release");
  expect(err).toContain("The last release is tagged v1.0.0.");
  expect(out).toContain("Clients written for v1.0.0 break.");
  expect(code).toBe(1);
});

/** A release without a tag, and a breaking change behind it. */
function untagged(): Repository {
  const made = repository();
  made.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
  made.spec(narrowed).commit();
  made.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n## 1.0.0 (2030-01-02)\n");
  made.spec().commit();
  return made.spec(narrowed).commit();
}

test("without tags the commit that wrote the last release into the changelog stands for it", async () => {
  const made = untagged();
  const { code, err, out } = await made.run("--last-release", "--json");
  expect(err).toContain("No tag v* is here, but CHANGELOG.md names release 1.0.0");
  expect(JSON.parse(out)).toMatchObject({ commit: made.git("rev-parse", "HEAD~1") });
  expect(code).toBe(1);
});

test("a clone without tags and history cannot tell, and says what to run", async () => {
  const [origin, clone] = [untagged(), new Repository()];
  clone.git("clone", "-q", "--depth", "1", `file://${origin.root}`, ".");
  const { code, err } = await clone.run("--last-release");
  expect(err).toContain("git fetch --unshallow --tags");
  expect(code).toBe(2);
});
