import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { docString, INDENT, importFrom, isName, listed, pythonLiteral, pythonModule, sourceOf } from "./source.ts";

const REFERENCE = "#/$defs/";

/** A name as it stands in a type: in quotes where it is not there yet. */
type Spelling = (name: string) => string;

const AS_IS: Spelling = (name) => name;

/** A typed dictionary, an alias or a union for every type. */
export function emitPythonTypes(protocol: ProtocolModel): string {
  const known = new Set<string>();
  const spelling: Spelling = (name) => (known.has(name) ? name : JSON.stringify(name));
  const sections = inOrder(protocol).map((name) => {
    const text = definition(name, protocol.$defs[name] ?? {}, spelling);
    known.add(name);
    return text;
  });
  const text = sections.join("\n");
  const typing = ["Any", "Literal", "NotRequired", "Optional", "TypeAlias", "TypedDict", "Union"].filter((word) =>
    new RegExp(`\\b${word}\\b`).test(text),
  );
  return pythonModule(
    sourceOf(protocol, "spec/**/*.tsp"),
    "What crosses the wire. Members have the names that they have there; members that are newer than this client may come, too.",
    [importFrom("typing", typing)],
    ...sections,
  );
}

/** Whether a schema may be null, so that leaving a member out says something else than null. */
export function isNullable(schema: JsonSchema): boolean {
  if (schema.type === "null" || (Array.isArray(schema.type) && schema.type.includes("null"))) return true;
  if (schema.anyOf !== undefined) return schema.anyOf.some(isNullable);
  return schema.$ref === undefined && schema.type === undefined && schema.const === undefined && schema.enum === undefined;
}

/** The type of a schema as a Python type. @param isTaken what a caller hands over, which is not changed */
export function pythonType(schema: JsonSchema, spelling: Spelling = AS_IS, isTaken = false): string {
  const { $ref, anyOf, enum: values, type } = schema;
  if ($ref !== undefined) return spelling($ref.slice(REFERENCE.length));
  if (anyOf !== undefined) {
    const some = anyOf.filter((part) => part.type !== "null").map((part) => pythonType(part, spelling, isTaken));
    const union = some.length === 1 ? (some[0] ?? "") : `Union[${some.join(", ")}]`;
    return some.length < anyOf.length ? `Optional[${union}]` : union;
  }
  if (schema.const !== undefined) return `Literal[${pythonLiteral(schema.const)}]`;
  if (values !== undefined) return `Literal[${values.map(pythonLiteral).join(", ")}]`;
  if (type === "array") {
    return `${isTaken ? "Sequence" : "list"}[${pythonType(schema.items ?? {}, spelling, isTaken)}]`;
  }
  if (type === "object") {
    const { additionalProperties } = schema;
    const item = typeof additionalProperties === "object" ? pythonType(additionalProperties, spelling, isTaken) : "Any";
    return `${isTaken ? "Mapping" : "dict"}[str, ${item}]`;
  }
  return SCALARS[String(type)] ?? "Any";
}

const SCALARS: Readonly<Record<string, string>> = { string: "str", integer: "int", number: "float", boolean: "bool", null: "None" };

/** The names that a type as `pythonType` writes it takes from `typing` and `collections.abc`, and those that it takes from the types. */
export function namesIn(types: Iterable<string>, protocol: ProtocolModel): { typing: string[]; abc: string[]; own: string[] } {
  const words = new Set([...types].flatMap((type) => type.replace(/"[^"]*"/g, "").match(/\w+/g) ?? []));
  return {
    typing: [...words].filter((word) => ["Any", "Literal", "Optional", "Union"].includes(word)),
    abc: [...words].filter((word) => ["Mapping", "Sequence"].includes(word)),
    own: [...words].filter((word) => word in protocol.$defs),
  };
}

function definition(name: string, schema: JsonSchema, spelling: Spelling): string {
  if (schema.properties !== undefined) return typedDict(name, schema, spelling);
  return `${name}: TypeAlias = ${aliased(schema, spelling)}\n${docString(schema.description)}`;
}

function aliased(schema: JsonSchema, spelling: Spelling): string {
  if (schema.enum !== undefined) return listed("Literal[", schema.enum.map(pythonLiteral), "]");
  if (schema.anyOf !== undefined) {
    return listed(
      "Union[",
      schema.anyOf.map((part) => pythonType(part, spelling)),
      "]",
    );
  }
  return pythonType(schema, spelling);
}

function typedDict(name: string, schema: JsonSchema, spelling: Spelling): string {
  const members = Object.entries(schema.properties ?? {}).map(([member, property]) => {
    const type = pythonType(property, spelling);
    const isRequired = schema.required?.includes(member) ?? false;
    return { member, type: isRequired ? type : `NotRequired[${type}]`, doc: property.description };
  });
  if (members.some(({ member }) => !isName(member))) {
    const items = members.map(({ member, type }) => `${INDENT}${INDENT}${pythonLiteral(member)}: ${type},\n`);
    return `${name} = TypedDict(\n${INDENT}${pythonLiteral(name)},\n${INDENT}{\n${items.join("")}${INDENT}},\n)\n${docString(schema.description)}`;
  }
  const doc = docString(schema.description, INDENT);
  const body = members.map(({ member, type, doc: about }) => `${INDENT}${member}: ${type}\n${docString(about, INDENT)}`);
  const parts = [doc === "" ? "" : `${doc}\n`, body.join("")].filter((part) => part !== "");
  return `class ${name}(TypedDict):\n${parts.length === 0 ? `${INDENT}pass\n` : parts.join("").trimEnd()}\n`;
}

/** What is referred to comes first, as far as that can be; otherwise by name. */
function inOrder(protocol: ProtocolModel): string[] {
  const done = new Set<string>();
  const visit = (name: string) => {
    if (done.has(name)) return;
    done.add(name);
    for (const next of referencesOf(protocol.$defs[name] ?? {})) visit(next);
    order.push(name);
  };
  const order: string[] = [];
  for (const name of Object.keys(protocol.$defs)) visit(name);
  return order;
}

/** The types that something names. */
export function referencesOf(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"#\/\$defs\/(\w+)"/g)].map((match) => match[1] ?? "");
}

/** Some types of a protocol and all that they refer to, in the protocol's order. */
export function reachedFrom(protocol: ProtocolModel, roots: readonly string[]): ProtocolModel["$defs"] {
  const reached = new Set<string>();
  const visit = (name: string) => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of referencesOf(protocol.$defs[name] ?? {})) visit(next);
  };
  for (const name of roots) visit(name);
  return Object.fromEntries(Object.entries(protocol.$defs).filter(([name]) => reached.has(name)));
}
