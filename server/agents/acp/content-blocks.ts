import type { ToolContent } from "../../../generated/gateway/types.ts";
import { type Fields, isObject, objectsOf, textField } from "./json-fields.ts";
import { relativeLocation } from "./workspace-location.ts";

/** What a content block says to a reader of text; empty when it is no content block. */
export function textOfBlock(block: unknown): string {
  if (!isObject(block)) return "";
  switch (block["type"]) {
    case "text":
      return textField(block, "text") ?? "";
    case "resource_link":
      return `[${textField(block, "title") ?? textField(block, "name") ?? "file"}](${textField(block, "uri") ?? ""})`;
    case "resource":
      return textOfResource(block["resource"]);
    case "image":
    case "audio":
      return `[${block["type"]} ${textField(block, "mimeType") ?? ""}]`;
    default:
      return "";
  }
}

function textOfResource(resource: unknown): string {
  if (!isObject(resource)) return "";
  return textField(resource, "text") ?? `[file ${textField(resource, "uri") ?? ""}]`;
}

/** What a tool call shows, as the gateway's events have it. Items that cannot be understood are passed over. */
export function toolContent(root: string, items: unknown): ToolContent[] {
  return objectsOf(items).flatMap((item) => contentItem(root, item) ?? []);
}

function contentItem(root: string, item: Fields): ToolContent | null {
  switch (item["type"]) {
    case "content": {
      const text = textOfBlock(item["content"]);
      return text === "" ? null : { type: "text", text };
    }
    case "diff": {
      const { path, oldText, newText } = item;
      if (typeof path !== "string" || typeof newText !== "string") return null;
      return { type: "diff", path: relativeLocation(root, path), oldText: typeof oldText === "string" ? oldText : null, newText };
    }
    case "terminal": {
      const terminalId = textField(item, "terminalId");
      return terminalId === undefined ? null : { type: "terminal", terminalId };
    }
    default:
      return null;
  }
}

/** The text among what a tool call shows. */
export function textOfContent(content: readonly ToolContent[]): string {
  return content.flatMap((item) => (item.type === "text" ? [item.text] : [])).join("\n");
}
