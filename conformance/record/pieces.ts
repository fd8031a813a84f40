import type { Known } from "./known.ts";

/** What a text is made of. */
export type Piece =
  | { kind: "literal"; text: string }
  | { kind: "variable"; name: string }
  | { kind: "uuid"; text: string }
  | { kind: "date"; text: string };

const UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
const DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z";
const SPECIAL = new RegExp(`(${UUID})|(${DATE})`, "g");
const WHOLE_UUID = new RegExp(`^${UUID}$`);
const WHOLE_DATE = new RegExp(`^${DATE}$`);

export function isUuid(text: string): boolean {
  return WHOLE_UUID.test(text);
}

export function isDate(text: string): boolean {
  return WHOLE_DATE.test(text);
}

/** Takes a text apart: values that have a variable, UUIDs that have none, dates, and what lies between. */
export function piecesOf(text: string, known: Known): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { at: begin, value, name } of known.within(text)) {
    if (begin < at) continue;
    pieces.push(...plainPieces(text.slice(at, begin)), { kind: "variable", name });
    at = begin + value.length;
  }
  return [...pieces, ...plainPieces(text.slice(at))];
}

function plainPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, 1: uuid, index } of text.matchAll(SPECIAL)) {
    if (index > at) pieces.push({ kind: "literal", text: text.slice(at, index) });
    pieces.push({ kind: uuid === undefined ? "date" : "uuid", text: found });
    at = index + found.length;
  }
  if (at < text.length) pieces.push({ kind: "literal", text: text.slice(at) });
  return pieces;
}

/** A regular expression for a text; variables stand in it as they are. */
export function expressionOf(pieces: readonly Piece[]): string {
  const parts = pieces.map((piece) => {
    if (piece.kind === "literal") return escaped(piece.text);
    if (piece.kind === "variable") return reference(piece.name);
    return piece.kind === "uuid" ? UUID : DATE;
  });
  return `^${parts.join("")}$`;
}

/** What stands for a variable in a trace. */
export function reference(name: string): string {
  return `\${${name}}`;
}

/** `$` as a class of characters, since `${…}` would be a variable. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^.*+?()[\]{}|/]/g, "\\$&").replaceAll("$", "[$]");
}
