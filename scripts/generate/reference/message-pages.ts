import type { EventModel, MessageModel, ProtocolModel, SocketModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "../examples.ts";
import { fieldTable } from "./fields.ts";
import { code, heading, jsonBlock, list, page } from "./markdown.ts";
import { PAGES, type Page, pathOf, toEvent, toPermission } from "./places.ts";

/** What clients may send over a socket. */
export function messagesPage(protocol: ProtocolModel, { path, doc }: SocketModel, full: Examples): Page {
  const title = "WebSocket messages";
  const head = page(heading(1, title), `What a client sends to ${code(path)}. ${doc}`);
  return {
    path: pathOf(protocol, PAGES.messages),
    title,
    markdown: page(head, ...byChapter(protocol.messages, (message) => messageSection(protocol, message, full))),
  };
}

/** What the server sends over a socket. */
export function eventsPage(protocol: ProtocolModel, { path }: SocketModel, full: Examples): Page {
  const title = "Server events";
  const head = page(
    heading(1, title),
    `What the server sends on ${code(path)}. Durable events belong to a session's log: they have a ${code("seq")} and can be replayed. Others are sent once.`,
  );
  return {
    path: pathOf(protocol, PAGES.events),
    title,
    markdown: page(head, ...byChapter(protocol.events, (event) => eventSection(protocol, event, full))),
  };
}

function messageSection(protocol: ProtocolModel, message: MessageModel, full: Examples): string {
  const { type, model, doc, reply, announces, permission, permissionWhen, beforeAuthentication } = message;
  const facts = [
    `Answered by ${toEvent(reply)}, or by ${toEvent("error")}.`,
    ...announces.map(({ event, topic }) => `Others hear of it by ${toEvent(event)} (topic ${code(topic)}).`),
    permission === null ? "" : `Needs ${toPermission(permission)}.`,
    permissionWhen === null
      ? ""
      : `Needs, by ${code(permissionWhen.property)}: ${Object.entries(permissionWhen.byValue)
          .map(([value, needed]) => `${code(value)} ${toPermission(needed)}`)
          .join(", ")}.`,
    beforeAuthentication ? "May be sent before the connection is authenticated." : "",
  ];
  return section(protocol, type, model, doc, facts, full);
}

function eventSection(protocol: ProtocolModel, { type, model, doc, durable }: EventModel, full: Examples): string {
  return section(protocol, type, model, doc, [durable ? "Durable." : ""], full);
}

function section(protocol: ProtocolModel, type: string, model: string, doc: string, facts: string[], full: Examples): string {
  return page(
    heading(3, code(type)),
    doc,
    list(facts.filter((fact) => fact !== "")),
    fieldTable(protocol.$defs[model] ?? {}),
    jsonBlock(full.get(model)),
  );
}

/** The sections of some things under the headings of their chapters. */
export function byChapter<T extends { chapter: string }>(things: readonly T[], sectionOf: (thing: T) => string): string[] {
  return [...Map.groupBy(things, ({ chapter }) => chapter)].map(([chapter, members]) =>
    page(heading(2, chapter), ...members.map(sectionOf)),
  );
}
