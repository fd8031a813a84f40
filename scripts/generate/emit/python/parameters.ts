import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { docString, INDENT, listed, pythonLiteral, snakeCase } from "./source.ts";
import { isNullable, pythonType } from "./types.ts";

/** One argument of a generated method. */
export interface Argument {
  /** On the wire. */
  readonly wireName: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  readonly doc: string;
}

/** The members of an object type as arguments. @param without members that the caller does not give */
export function argumentsOf(protocol: ProtocolModel, type: string, without: readonly string[] = []): Argument[] {
  const { properties = {}, required = [] } = protocol.$defs[type] ?? {};
  return Object.entries(properties)
    .filter(([name]) => !without.includes(name))
    .map(([name, schema]) => ({ wireName: name, schema, isRequired: required.includes(name), doc: schema.description ?? "" }));
}

/** How an argument is declared. What may be null is left out by a value of its own, everything else by None. */
export function declaration({ wireName, schema, isRequired }: Argument): string {
  const name = snakeCase(wireName);
  const type = pythonType(schema, (referenced) => referenced, true);
  if (isRequired) return `${name}: ${type}`;
  return isNullable(schema) ? `${name}: Union[${type}, Unset] = UNSET` : `${name}: Optional[${type}] = None`;
}

/** The call that gathers arguments by their names on the wire. */
export function gathered(args: readonly Argument[], indent: string): string {
  if (args.length === 0) return "{}";
  const part = (some: readonly Argument[]) =>
    some.length === 0
      ? "{}"
      : listed(
          "{",
          some.map(({ wireName }) => `${pythonLiteral(wireName)}: ${snakeCase(wireName)}`),
          "}",
          `${indent}${INDENT}`,
        );
  const required = args.filter(({ isRequired }) => isRequired);
  const optional = args.filter(({ isRequired, schema }) => !isRequired && !isNullable(schema));
  const nullable = args.filter(({ isRequired, schema }) => !isRequired && isNullable(schema));
  if (optional.length === 0 && nullable.length === 0) {
    return listed(
      "{",
      required.map(({ wireName }) => `${pythonLiteral(wireName)}: ${snakeCase(wireName)}`),
      "}",
      indent,
    );
  }
  return listed("gathered(", [part(required), part(optional), ...(nullable.length > 0 ? [part(nullable)] : [])], ")", indent);
}

/** A doc string of a method: what it does, then what its arguments mean. */
export function methodDoc(doc: string, args: readonly Argument[], indent: string): string {
  const told = args.filter(({ doc: about }) => about !== "");
  const lines = told.map(({ wireName, doc: about }) => `${snakeCase(wireName)}: ${about.split("\n").join("\n  ")}`);
  return docString(
    [doc, ...(lines.length > 0 ? [`Arguments:\n\n${lines.map((line) => `- ${line}`).join("\n")}`] : [])].join("\n\n"),
    indent,
  );
}

/** The head of a method whose arguments are given by name. */
export function methodHead(
  name: string,
  args: readonly Argument[],
  result: string,
  more: readonly string[] = [],
  prefix = "async def",
): string {
  const sorted = [...args.filter(({ isRequired }) => isRequired), ...args.filter(({ isRequired }) => !isRequired)];
  const declared = [...sorted.map(declaration), ...more];
  if (declared.length === 0) return `${INDENT}${prefix} ${name}(self) -> ${result}:\n`;
  return `${INDENT}${prefix} ${name}${listed("(", ["self", "*", ...declared], `) -> ${result}:`, INDENT)}\n`;
}
