import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { anchor, code, link } from "./markdown.ts";

/** A page of the reference. */
export interface Page {
  /** Below the reference's folder, without an extension. */
  path: string;
  title: string;
  markdown: string;
}

/** The pages that others link to; all pages of a protocol are in one folder. */
export const PAGES = {
  messages: "messages",
  events: "events",
  errors: "errors",
  permissions: "permissions",
  types: "types",
} as const;

/** The path of a page of a protocol. */
export function pathOf(protocol: ProtocolModel, name: string): string {
  return `${protocol.name}/${name}`;
}

export function toMessage(type: string): string {
  return link(code(type), `${PAGES.messages}.md#${anchor(type)}`);
}

export function toEvent(type: string): string {
  return link(code(type), `${PAGES.events}.md#${anchor(type)}`);
}

export function toError(name: string): string {
  return link(code(name), `${PAGES.errors}.md#${anchor(name)}`);
}

export function toType(name: string): string {
  return link(name, `${PAGES.types}.md#${anchor(name)}`);
}

export function toPermission(value: string): string {
  return link(code(value), `${PAGES.permissions}.md`);
}
