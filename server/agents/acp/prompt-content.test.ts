import { readdir, readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Attachment } from "../../../generated/gateway/types.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { promptContent } from "./prompt-content.ts";

const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString("base64");
const PNG: Attachment = { name: "a.png", mimeType: "image/png", data: base64(Buffer.from([0x89, 0x50, 0])) };
const WAV: Attachment = { name: "a.wav", mimeType: "audio/wav", data: base64(Buffer.from([0xff, 0])) };
const NOTE: Attachment = { name: "note é.txt", mimeType: "text/plain", data: base64("grüße") };

async function content(attachments: Attachment[], capabilities: object) {
  const root = await realpath(await temporaryFolder());
  const output = new RecordingOutput();
  const [first, ...rest] = await promptContent({ text: "Look", attachments }, capabilities, root, output);
  expect(first).toEqual({ type: "text", text: "Look" });
  return { root, output, blocks: rest };
}

test("an agent that takes images and audio gets them as such", async () => {
  const { blocks } = await content([PNG, WAV], { image: true, audio: true });
  expect(blocks).toEqual([
    { type: "image", mimeType: "image/png", data: base64(Buffer.from([0x89, 0x50, 0])) },
    { type: "audio", mimeType: "audio/wav", data: base64(Buffer.from([0xff, 0])) },
  ]);
});

test("an agent that takes embedded files gets text as text and anything else as bytes", async () => {
  const { blocks } = await content([NOTE, PNG], { embeddedContext: true });
  expect(blocks).toEqual([
    { type: "resource", resource: { uri: "attachment:///note%20%C3%A9.txt", mimeType: "text/plain", text: "grüße" } },
    { type: "resource", resource: { uri: "attachment:///a.png", mimeType: "image/png", blob: base64(Buffer.from([0x89, 0x50, 0])) } },
  ]);
});

test("an agent that takes neither finds the files in its workspace, byte for byte", async () => {
  const { root, output, blocks } = await content([PNG, NOTE], {});
  const links = blocks.map((block) => (block.type === "resource_link" ? block : undefined));
  expect(links).toMatchObject([
    { name: "a.png", mimeType: "image/png", size: 3 },
    { name: "note é.txt", mimeType: "text/plain", size: 7 },
  ]);
  expect(await readFile(fileURLToPath(links[0]?.uri ?? ""))).toEqual(Buffer.from([0x89, 0x50, 0]));
  expect(await readFile(join(root, "attachments", "note é.txt"), "utf8")).toBe("grüße");
  expect(output.of("wrote").map(({ path }) => path)).toEqual(["attachments/a.png", "attachments/note é.txt"]);
});

test("files of the same name are all there", async () => {
  const { root } = await content([NOTE, { ...NOTE, data: base64("two") }, { ...NOTE, data: base64("three") }], {});
  expect((await readdir(join(root, "attachments"))).sort()).toEqual(["note é-2.txt", "note é-3.txt", "note é.txt"]);
  expect(await readFile(join(root, "attachments", "note é-3.txt"), "utf8")).toBe("three");
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["/etc/passwd", "passwd"],
  ["..", "file"],
  [".bashrc", "bashrc"],
  ["a\u001b[31m\0b\n.txt", "a__31m_b_.txt"],
  ["folder/", "file"],
  ["C:\\temp\\x.txt", "C__temp_x.txt"],
  ["x".repeat(255), "x".repeat(100)],
])("an attachment called %j becomes the file %j", async (name, file) => {
  const { root } = await content([{ ...NOTE, name }], {});
  expect(await readdir(join(root, "attachments"))).toEqual([file]);
});

test("an attachment without bytes fails the turn with its name", async () => {
  const attachment = { name: "gone.pdf", mimeType: "application/pdf", fileId: "00000000-0000-4000-8000-000000000000" };
  await expect(content([attachment], {})).rejects.toMatchObject({
    failure: { code: "FILE_NOT_FOUND", message: expect.stringContaining("gone.pdf") },
  });
});
