import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "../examples.ts";
import { fieldTable, ruleTexts, typeText } from "./fields.ts";
import { heading, jsonBlock, link, list, page } from "./markdown.ts";
import { PAGES, type Page, pathOf, toEvent, toMessage } from "./places.ts";

/** Every type by its name. @param schemas the folder of the types' JSON Schemas, from this page */
export function typesPage(protocol: ProtocolModel, schemas: string, full: Examples): Page {
  const title = "Types";
  const elsewhere = new Map([
    ...protocol.messages.map(({ model, type }): [string, string] => [model, toMessage(type)]),
    ...protocol.events.map(({ model, type }): [string, string] => [model, toEvent(type)]),
  ]);
  const sections = Object.entries(protocol.$defs).map(([name, schema]) => {
    const place = elsewhere.get(name);
    const schemaLink = link("JSON Schema", `${schemas}${name}.json`);
    return place === undefined ? typeSection(name, schema, schemaLink, full) : page(heading(2, name), list([`See ${place}.`, schemaLink]));
  });
  return {
    path: pathOf(protocol, PAGES.types),
    title,
    markdown: page(heading(1, title), "Everything that has a name, with its JSON Schema.", ...sections),
  };
}

function typeSection(name: string, schema: JsonSchema, schemaLink: string, full: Examples): string {
  const { description = "", properties } = schema;
  const facts = properties === undefined ? [`Type: ${typeText(schema)}.`, ...ruleTexts(schema).map((rule) => `Rule: ${rule}.`)] : [];
  return page(heading(2, name), description, list([...facts, schemaLink]), fieldTable(schema), jsonBlock(full.get(name)));
}
