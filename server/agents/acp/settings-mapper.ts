import type { AgentCommand, SessionMode, SessionModes, SessionOption, SessionOptionChoice } from "../../../generated/gateway/types.ts";
import { jsonBytes } from "../../../generated/runtime/validation.ts";
import { cut } from "../../security/error-message.ts";
import { type Fields, isObject, objectsOf, textField } from "./json-fields.ts";

/*
 * What an agent tells of itself, as the gateway's events have it. Nothing is taken for granted: what does not fit the spec
 * is cut where only people read it, and passed over where it names something.
 */

/** Longest id of a mode or option, value of a choice, and name of a command, in UTF-16 units. */
const ID_LENGTH = 256;
const COMMAND_LENGTH = 200;
/** Longest texts that people read, in code points. */
const NAME_LENGTH = 200;
const DESCRIPTION_LENGTH = 1000;
const HINT_LENGTH = 1000;
const CATEGORY_LENGTH = 200;
/** What goes beyond so many is passed over. */
const MAX_MODES = 100;
const MAX_OPTIONS = 100;
const MAX_CHOICES = 1000;
const MAX_COMMANDS = 1000;
/** Most JSON of one list, in bytes. Two such lists fit one event. */
const LIST_BYTES = 256 * 1024;

/** An agent's modes; null when it knows none. */
export function modesOf(state: unknown): SessionModes | null {
  if (!isObject(state)) return null;
  const currentModeId = idField(state, "currentModeId");
  const available = listOf(state["availableModes"], MAX_MODES, modeOf, ({ modeId }) => modeId);
  return currentModeId === undefined || available.length === 0 ? null : { currentModeId, available };
}

/** An agent's options. */
export function optionsOf(list: unknown): SessionOption[] {
  return listOf(list, MAX_OPTIONS, optionOf, ({ optionId }) => optionId);
}

/** An agent's commands. */
export function commandsOf(list: unknown): AgentCommand[] {
  return listOf(list, MAX_COMMANDS, commandOf, ({ name }) => name);
}

function modeOf(fields: Fields): SessionMode | undefined {
  const modeId = idField(fields, "id");
  return modeId === undefined ? undefined : { modeId, ...described(fields, modeId) };
}

function optionOf(fields: Fields): SessionOption | undefined {
  const optionId = idField(fields, "id");
  if (optionId === undefined) return undefined;
  const category = textField(fields, "category");
  const head = {
    optionId,
    ...described(fields, optionId),
    ...(category === undefined || category.length > CATEGORY_LENGTH ? {} : { category }),
  };
  const { type, currentValue: value } = fields;
  if (type === "boolean" && typeof value === "boolean") return { ...head, kind: "boolean", value };
  if (type === "select" && typeof value === "string" && value.length <= ID_LENGTH) {
    return { ...head, kind: "select", value, choices: choicesOf(fields["options"]) };
  }
  return undefined;
}

/** The choices of a `select`: one list of them, or groups of them. */
function choicesOf(options: unknown): SessionOptionChoice[] {
  const flat = objectsOf(options).flatMap((item) => {
    if (!Array.isArray(item["options"])) return [item];
    const group = textField(item, "name") ?? textField(item, "group");
    return objectsOf(item["options"]).map((choice) => ({ ...choice, group }));
  });
  return listOf(flat, MAX_CHOICES, choiceOf, ({ value }) => value);
}

function choiceOf(fields: Fields): SessionOptionChoice | undefined {
  const value = fields["value"];
  if (typeof value !== "string" || value.length > ID_LENGTH) return undefined;
  const group = textField(fields, "group");
  return { value, ...described(fields, value), ...(group === undefined ? {} : { group: cut(group, NAME_LENGTH) }) };
}

function commandOf(fields: Fields): AgentCommand | undefined {
  const name = textField(fields, "name");
  if (name === undefined || name.length > COMMAND_LENGTH) return undefined;
  const hint = isObject(fields["input"]) ? textField(fields["input"], "hint") : undefined;
  return {
    name,
    description: cut(textField(fields, "description") ?? "", DESCRIPTION_LENGTH),
    ...(hint === undefined ? {} : { hint: cut(hint, HINT_LENGTH) }),
  };
}

function described(fields: Fields, fallback: string): { name: string; description?: string } {
  const description = textField(fields, "description");
  return {
    name: cut(textField(fields, "name") ?? fallback, NAME_LENGTH),
    ...(description === undefined ? {} : { description: cut(description, DESCRIPTION_LENGTH) }),
  };
}

/** An id that is too long is none: cut, it would name something else. */
function idField(fields: Fields, name: string): string | undefined {
  const id = textField(fields, name);
  return id === undefined || id.length > ID_LENGTH ? undefined : id;
}

/** The items of a list that can be understood, each name once, as many of them as there is room for. */
function listOf<Item>(list: unknown, most: number, itemOf: (fields: Fields) => Item | undefined, nameOf: (item: Item) => string): Item[] {
  const found = new Map<string, Item>();
  let bytes = 0;
  for (const fields of objectsOf(list)) {
    const item = itemOf(fields);
    if (item === undefined || found.has(nameOf(item))) continue;
    bytes += jsonBytes(item) + 1;
    if (found.size === most || bytes > LIST_BYTES) break;
    found.set(nameOf(item), item);
  }
  return [...found.values()];
}
