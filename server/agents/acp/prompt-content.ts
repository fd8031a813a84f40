import { posix } from "node:path";
import { pathToFileURL } from "node:url";
import type { ContentBlock, PromptCapabilities } from "@agentclientprotocol/sdk";
import type { Attachment, InlineAttachment } from "../../../generated/gateway/types.ts";
import { writeWorkspaceFile } from "../../workspace/workspace.ts";
import { resolveInside } from "../../workspace/workspace-path.ts";
import { AgentError, type TurnInput, type TurnOutput } from "../agent-runtime.ts";

/** The folder of the workspace for attachments that an agent takes in no other form. */
const FOLDER = "attachments";
const NAME_UNITS = 100;

/**
 * A prompt as the agent takes it: the text, then each attachment in the best form that the agent says it understands.
 *
 * @param root absolute path of the workspace
 * @throws AgentError FILE_NOT_FOUND when an attachment has no bytes
 */
export async function promptContent(
  { text, attachments }: TurnInput,
  capabilities: PromptCapabilities,
  root: string,
  output: TurnOutput,
): Promise<ContentBlock[]> {
  const blocks: ContentBlock[] = [{ type: "text", text }];
  for (const attachment of attachments) {
    const inline = inlineOf(attachment);
    blocks.push(asMedia(inline, capabilities) ?? asResource(inline, capabilities) ?? (await asFile(inline, root, output)));
  }
  return blocks;
}

function inlineOf(attachment: Attachment): InlineAttachment {
  if ("data" in attachment) return attachment;
  throw new AgentError({ code: "FILE_NOT_FOUND", message: `The attachment "${attachment.name}" is not there any more.` });
}

function asMedia({ mimeType, data }: InlineAttachment, { image, audio }: PromptCapabilities): ContentBlock | null {
  if (image === true && mimeType.startsWith("image/")) return { type: "image", mimeType, data };
  if (audio === true && mimeType.startsWith("audio/")) return { type: "audio", mimeType, data };
  return null;
}

function asResource({ name, mimeType, data }: InlineAttachment, { embeddedContext }: PromptCapabilities): ContentBlock | null {
  if (embeddedContext !== true) return null;
  const uri = `attachment:///${encodeURIComponent(name)}`;
  const text = textOf(data);
  return { type: "resource", resource: text === null ? { uri, mimeType, blob: data } : { uri, mimeType, text } };
}

/** The text that some bytes are, or null when they are none. */
function textOf(base64: string): string | null {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function asFile({ name, mimeType, data }: InlineAttachment, root: string, output: TurnOutput): Promise<ContentBlock> {
  const bytes = Buffer.from(data, "base64");
  const path = await freePath(root, fileName(name));
  await writeWorkspaceFile(root, path, bytes);
  await output.wroteFile(path);
  return { type: "resource_link", name, mimeType, size: bytes.length, uri: pathToFileURL(posix.join(root, path)).href };
}

/** A name for a file, whatever the client called it: no folders, nothing hidden, nothing that a terminal would act on. */
function fileName(name: string): string {
  const base = name.slice(name.lastIndexOf("/") + 1).replace(/[^\p{L}\p{N}._ -]/gu, "_");
  const visible = base.replace(/^\.+/, "").slice(-NAME_UNITS).trim();
  return visible === "" ? "file" : visible;
}

async function freePath(root: string, name: string): Promise<string> {
  const { name: stem, ext } = posix.parse(name);
  for (let number = 1; ; number++) {
    const path = `${FOLDER}/${number === 1 ? name : `${stem}-${number}${ext}`}`;
    if ((await resolveInside(root, path)) === null) return path;
  }
}
