import type { ContentBlock } from "@agentclientprotocol/sdk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RunTurn } from "../../../generated/gateway/validators.js";
import { codePoints } from "../../../generated/runtime/validation.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { promptOf } from "./prompt.ts";

const CWD = "/home/ada/project";

const text = (value: string): ContentBlock => ({ type: "text", text: value });
const link = (uri: string, name = "a"): ContentBlock => ({ type: "resource_link", uri, name });
const file = (uri: string, value: string, mimeType?: string): ContentBlock => ({
  type: "resource",
  resource: { uri, text: value, ...(mimeType === undefined ? {} : { mimeType }) },
});
const blob = (uri: string, value: string): ContentBlock => ({ type: "resource", resource: { uri, blob: value } });
const image = (fields = {}): ContentBlock => ({ type: "image", data: "AAAA", mimeType: "image/png", ...fields });

const said = (...blocks: ContentBlock[]) => promptOf(blocks, CWD).text;
const attached = (...blocks: ContentBlock[]) => promptOf(blocks, CWD).attachments;

/** What a prompt is refused with. */
function refusal(...blocks: ContentBlock[]): unknown {
  try {
    promptOf(blocks, CWD);
  } catch (error) {
    if (error instanceof GatewayError) return [error.code, error.facts.details];
    throw error;
  }
  return null;
}

describe("text", () => {
  test("one text is the prompt as it is, a command among them", () => {
    expect(promptOf([text("/plan  a\n")], CWD)).toEqual({ text: "/plan  a\n", attachments: [] });
  });

  test("texts stand on lines of their own, empty ones on none", () => {
    expect(said(text("a"), text(""), text("b"))).toBe("a\nb");
  });
});

describe("links", () => {
  test("a file below the client's folder is named by its place in the workspace, anything else by its URI", () => {
    expect(said(link(`file://${CWD}/src/a%20b.ts#L3`, "a b"))).toBe("[a b](src/a b.ts#L3)");
    expect(said(link("file:///etc/hosts"))).toBe("[a](file:///etc/hosts)");
    expect(said(link("https://example.com/x"))).toBe("[a](https://example.com/x)");
  });

  test("on Windows, too", () => {
    expect(promptOf([link("file:///C:/p/src/a.ts")], "c:\\p").text).toBe("[a](src/a.ts)");
  });

  test("a link stands in its sentence", () => {
    expect(said(text("See "), link("u:x"), text(", please"))).toBe("See [a](u:x), please");
    expect(said(text("See ("), link("u:x"), text(")."))).toBe("See ([a](u:x)).");
    expect(said(text("See"), link("u:x"), text("and"), link("u:y"), link("u:z"))).toBe("See [a](u:x) and [a](u:y) [a](u:z)");
  });

  test("a name of several lines stands on one", () => {
    expect(said(link("u:x", "a\r\n b"))).toBe("[a b](u:x)");
  });
});

describe("embedded files", () => {
  test("a text file is linked where it stands, and what is in it follows at the end", () => {
    expect(said(text("Explain "), file(`file://${CWD}/a.ts`, "let a;\n"), text(" and stop."))).toBe(
      "Explain [a.ts](a.ts) and stop.\n\na.ts\n```\nlet a;\n```",
    );
  });

  test("the fence is longer than every fence within", () => {
    expect(said(file("u:x", "````\n```"))).toBe("[u:x](u:x)\n\nu:x\n`````\n````\n```\n`````");
  });

  test("a text file that still fits into the prompt is in it; with one character more it is attached", () => {
    const frame = codePoints(said(file("file:///tmp/b.md", "")));
    const fits = "😀".repeat(100_000 - frame);
    expect(codePoints(said(file("file:///tmp/b.md", fits)))).toBe(100_000);
    const { text: rest, attachments } = promptOf([file("file:///tmp/b.md", `${fits}x`, "text/markdown"), file("u:small", "x")], CWD);
    expect(rest).toBe("[file:///tmp/b.md](file:///tmp/b.md) [u:small](u:small)\n\nu:small\n```\nx\n```");
    expect(attachments).toEqual([{ name: "b.md", mimeType: "text/markdown", data: Buffer.from(`${fits}x`).toString("base64") }]);
  });

  test("a text file of no type that is attached is plain text", () => {
    expect(attached(file("u:x", "x".repeat(100_001)))).toMatchObject([{ mimeType: "text/plain" }]);
  });

  test("a binary file is attached", () => {
    expect(attached(text("x"), blob("file:///tmp/a.bin", "AAAA"))).toEqual([
      { name: "a.bin", mimeType: "application/octet-stream", data: "AAAA" },
    ]);
  });
});

describe("attachments", () => {
  test("images and audio are attached, and a prompt of nothing else says so", () => {
    expect(promptOf([image(), { type: "audio", data: "", mimeType: "audio/x-wav" }], CWD)).toEqual({
      text: "See the attached files.",
      attachments: [
        { name: "image.png", mimeType: "image/png", data: "AAAA" },
        { name: "audio.wav", mimeType: "audio/x-wav", data: "" },
      ],
    });
  });

  test("no two have the same name", () => {
    const names = attached(image(), image(), image({ uri: "file:///x/IMAGE.png" }), image({ uri: "image-2.png" })).map(({ name }) => name);
    expect(names).toEqual(["image.png", "image-2.png", "IMAGE-3.png", "image-2-2.png"]);
  });

  test.each([
    ["https://example.com/a/b.png?x=1#y", "b.png"],
    ["C:\\pictures\\b.png", "b.png"],
    ["file:///tmp/gr%C3%BC%C3%9Fe.png", "grüße.png"],
    ["file:///tmp/%ff.png", "_ff.png"],
    ["file:///tmp/..", "image.png"],
    ["/", "image.png"],
    ["", "image.png"],
    ["file:///tmp/%2e%2e%2fpasswd", "_passwd"],
    ["file:///tmp/.profile", "profile"],
    ["a\u0000b\u001b[2J.png", "a_b__2J.png"],
    [`file:///${"x".repeat(99)}.png`, `${"x".repeat(76)}.png`],
    [`file:///${"𠀀".repeat(41)}x`, `${"𠀀".repeat(39)}x`],
    [`file:///${"😀".repeat(9)}`, "image.png"],
  ])("one that a client calls %j has the name %j", (uri, name) => {
    expect(attached(image({ uri }))[0]?.name).toBe(name);
  });

  test.each([
    ["image/svg+xml", "image.svg"],
    ["application/pdf", "file.pdf"],
    ["text/plain; charset=utf-8", "text.plain"],
    ["image/", "image"],
    ["../../x", "file"],
    ["rubbish", "rubbish"],
  ])("one without a name, of the type %s, is called %s", (mimeType, name) => {
    expect(attached(image({ mimeType }))[0]?.name).toBe(name);
  });
});

describe("what is refused", () => {
  const INVALID = "INVALID_MESSAGE";

  test("a prompt with nothing in it", () => {
    const nothing = [INVALID, [{ path: "/prompt", message: "must have something in it" }]];
    expect(refusal()).toEqual(nothing);
    expect(refusal(text(""), text(""))).toEqual(nothing);
  });

  test("a text of more than 100,000 code points, and none less", () => {
    expect(refusal(text("😀".repeat(100_000)))).toBeNull();
    expect(refusal(text("x".repeat(100_001)))).toEqual([
      INVALID,
      [{ path: "/prompt", message: "must NOT have more than 100000 characters" }],
    ]);
    expect(refusal(text("x".repeat(50_000)), text("x".repeat(50_000)))).not.toBeNull();
  });

  test("more than 20 attachments, and none less", () => {
    const many = Array.from({ length: 21 }, () => image());
    expect(refusal(...many.slice(1))).toBeNull();
    expect(refusal(...many)).toEqual([INVALID, [{ path: "/prompt", message: "attachments must NOT have more than 20 items" }]]);
  });

  test("an attachment that is none, by the place of its block", () => {
    expect(refusal(text("a"), image(), image({ data: "AAA" }))).toEqual([
      INVALID,
      [{ path: "/prompt/2", message: expect.stringMatching(/^data must match pattern/) }],
    ]);
    expect(refusal(image({ mimeType: "" }))).toEqual([
      INVALID,
      [{ path: "/prompt/0", message: "mimeType must NOT have fewer than 1 characters" }],
    ]);
    expect(refusal(image({ mimeType: "x".repeat(128) }))).not.toBeNull();
    expect(refusal(image({ mimeType: "x".repeat(127) }))).toBeNull();
  });
});

const words = fc.string({ unit: fc.constantFrom("a", " ", "\n", "`", "[", "😀", "\ud83d", "/", "."), maxLength: 20 });
const data = fc.oneof(
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("base64")),
  words,
);
const block: fc.Arbitrary<ContentBlock> = fc.oneof(
  words.map(text),
  fc.tuple(words, words).map(([uri, name]) => link(uri, name)),
  fc.tuple(words, words).map(([uri, value]) => file(uri, value)),
  fc.tuple(words, data).map(([uri, value]) => blob(uri, value)),
  fc.record({ data, uri: words, mimeType: words }).map(image),
);

test("whatever a prompt is made of, it is refused by the code for that, or is a turn that the gateway takes", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 30 }), fc.constantFrom(CWD, "C:\\p", "/"), (blocks, cwd) => {
      let prompt: ReturnType<typeof promptOf>;
      try {
        prompt = promptOf(blocks, cwd);
      } catch (error) {
        expect(error).toMatchObject({ name: "GatewayError", code: "INVALID_MESSAGE" });
        return;
      }
      expect(RunTurn({ type: "run_turn", sessionId: "00000000-0000-4000-8000-000000000000", ...prompt })).toBe(true);
      const names = prompt.attachments.map(({ name }) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[^./\\\p{C}][^/\\\p{C}]*$/u);
    }),
    { numRuns: 500 },
  );
});
