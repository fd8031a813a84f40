import type { ContentBlock, EmbeddedResource, ResourceLink, TextResourceContents } from "@agentclientprotocol/sdk";
import { SessionsRunTurn_body } from "../../../generated/gateway/body-validators.js";
import { SCALARS } from "../../../generated/gateway/scalars.ts";
import type { InlineAttachment } from "../../../generated/gateway/types.ts";
import { codePoints, explain } from "../../../generated/runtime/validation.ts";
import { type GatewayError, invalid } from "../../pipeline/gateway-error.ts";
import { AttachmentNames } from "./attachment-names.ts";
import { workspacePathOf } from "./client-folder.ts";

/** The text of a turn whose prompt has files only: a turn has a text. */
const FILES_ONLY = "See the attached files.";
const TEXT_TYPE = "text/plain";
const BINARY_TYPE = "application/octet-stream";
/** Where it says that an attachment of a turn is not as it should be. */
const ATTACHMENT = /^\/attachments\/(\d+)(?:\/(\w+))?/;
/** Behind these a link needs no space. */
const OPENS = /[\s([{"'`<]$/;
/** Before these a link needs a space. */
const BEGINS = /^[\p{L}\p{N}([{]/u;

/** What a turn takes. */
export interface TurnPrompt {
  readonly text: string;
  readonly attachments: InlineAttachment[];
}

/**
 * The content blocks of a prompt as a turn takes them.
 *
 * - Texts are the text, each on a line of its own.
 * - A link is written where it stands, as `[name](uri)`; to a file below the client's folder with its place in the
 *   workspace.
 * - For an embedded text file a link is written where it stands. What is in it follows at the end, as far as it fits into
 *   the longest text of a turn; what does not is attached.
 * - Images, audio and embedded binary files are attached.
 *
 * @param blocks valid by the protocol's schema
 * @param cwd absolute path of the client's folder
 * @throws GatewayError INVALID_MESSAGE when there is nothing in the prompt, or more than a turn takes
 */
export function promptOf(blocks: readonly ContentBlock[], cwd: string): TurnPrompt {
  const reader = new PromptReader(cwd);
  for (const [index, block] of blocks.entries()) reader.take(block, index);
  return reader.read();
}

class PromptReader {
  readonly #cwd: string;
  readonly #names = new AttachmentNames();
  readonly #files: { readonly resource: TextResourceContents; readonly index: number }[] = [];
  readonly #attachments: InlineAttachment[] = [];
  /** The index of each attachment's block. */
  readonly #origins: number[] = [];
  #text = "";
  #endsInLink = false;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  take(block: ContentBlock, index: number): void {
    switch (block.type) {
      case "text":
        this.#say(block.text);
        break;
      case "resource_link":
        this.#link(block);
        break;
      case "resource":
        this.#embedded(block, index);
        break;
      case "image":
        this.#attach(block.uri, block.mimeType, block.data, index);
        break;
      case "audio":
        this.#attach(null, block.mimeType, block.data, index);
        break;
    }
  }

  /** @throws GatewayError INVALID_MESSAGE */
  read(): TurnPrompt {
    const contents = this.#contents();
    const text = this.#text + contents || (this.#attachments.length > 0 ? FILES_ONLY : "");
    if (text === "") throw invalid("/prompt", "must have something in it");
    this.#check(text);
    return { text, attachments: this.#attachments };
  }

  #say(text: string): void {
    if (text === "") return;
    if (this.#endsInLink) this.#text += BEGINS.test(text) ? " " : "";
    else if (this.#text !== "") this.#text += "\n";
    this.#text += text;
    this.#endsInLink = false;
  }

  #link({ name, uri }: Pick<ResourceLink, "name" | "uri">): void {
    const apart = this.#text === "" || OPENS.test(this.#text) ? "" : " ";
    this.#text += `${apart}[${name.replace(/\s+/g, " ")}](${this.#targetOf(uri)})`;
    this.#endsInLink = true;
  }

  #embedded({ resource }: EmbeddedResource, index: number): void {
    if ("blob" in resource) {
      this.#attach(resource.uri, resource.mimeType || BINARY_TYPE, resource.blob, index);
      return;
    }
    this.#link({ name: this.#targetOf(resource.uri), uri: resource.uri });
    this.#files.push({ resource, index });
  }

  /** What is in the embedded text files, as far as there is room; the others are attached. */
  #contents(): string {
    let contents = "";
    let room = SCALARS.Prompt.maxLength - codePoints(this.#text);
    for (const { resource, index } of this.#files) {
      const { uri, text, mimeType } = resource;
      const content = `\n\n${this.#targetOf(uri)}\n${fenced(text)}`;
      const length = codePoints(content);
      if (length <= room) {
        contents += content;
        room -= length;
      } else {
        this.#attach(uri, mimeType || TEXT_TYPE, Buffer.from(text).toString("base64"), index);
      }
    }
    return contents;
  }

  #targetOf(uri: string): string {
    return workspacePathOf(this.#cwd, uri) ?? uri;
  }

  #attach(uri: string | null | undefined, mimeType: string, data: string, index: number): void {
    this.#attachments.push({ name: this.#names.take(uri, mimeType), mimeType, data });
    this.#origins.push(index);
  }

  /** Over `/acp` a turn takes what it takes elsewhere. */
  #check(text: string): void {
    if (SessionsRunTurn_body({ text, attachments: this.#attachments })) return;
    throw this.#refusal(explain(SessionsRunTurn_body.errors)[0]);
  }

  /** Says what is wrong with a turn by the blocks of its prompt. */
  #refusal(detail = { path: "", message: "is not valid" }): GatewayError {
    const [, attachment, field = ""] = ATTACHMENT.exec(detail.path) ?? [];
    if (attachment !== undefined) return invalid(`/prompt/${this.#origins[Number(attachment)]}`, `${field} ${detail.message}`.trim());
    return invalid("/prompt", detail.path === "/attachments" ? `attachments ${detail.message}` : detail.message);
  }
}

/** A text as a block of code, whatever fences are in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}`;
}
