/** Words that Python keeps for itself. */
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

export const INDENT = "    ";

/** Where a part of a protocol is described: the gateway's in a folder of its own, another one's all in one. */
export function sourceOf({ name }: { name: string }, ofGateway: string): string {
  return name === "gateway" ? ofGateway : `spec/${name}/*.tsp`;
}

/** A module under the line that says where it comes from. Sections are two empty lines apart, as Python has it. */
export function pythonModule(source: string, doc: string, imports: readonly string[], ...sections: string[]): string {
  const head = `# Generated from ${source} by \`npm run generate\`. Do not edit.\n\n${docString(doc)}`;
  const imported = imports.filter((line) => line !== "");
  const parts = sections.filter((section) => section !== "").map((section) => section.trimEnd());
  // Between plain assignments one empty line is enough, around classes and functions there are two.
  const body = parts.reduce((text, part, index) => {
    const before = parts[index - 1];
    if (before === undefined) return part;
    return `${text}${isBlock(part) || isBlock(before) ? "\n\n\n" : "\n\n"}${part}`;
  }, "");
  const first = parts[0];
  const gap = imported.length > 0 ? `\n${imported.join("\n")}\n` : "";
  return `${head}${gap}${first === undefined ? "" : `${isBlock(first) && imported.length > 0 ? "\n\n" : "\n"}${body}\n`}`;
}

function isBlock(section: string): boolean {
  return /^(?:class|def|async def|@)\b|^@/.test(section);
}

/** `from module import a, b`, one name a line where there are several. */
export function importFrom(module: string, names: Iterable<string>): string {
  const sorted = [...new Set(names)].sort(byCase);
  if (sorted.length === 0) return "";
  const [only] = sorted;
  if (sorted.length === 1) return `from ${module} import ${only}`;
  return `from ${module} import (\n${sorted.map((name) => `${INDENT}${name},\n`).join("")})`;
}

/** The order of import lists: constants, then classes, then the rest. */
function byCase(left: string, right: string): number {
  return rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0);
}

function rank(name: string): number {
  if (name === name.toUpperCase() && name.length > 1) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

/** A doc comment as a string, or nothing where there is nothing to say. */
export function docString(doc: string | undefined, indent = ""): string {
  if (doc === undefined || doc.trim() === "") return "";
  const text = doc.trim().replaceAll('"""', "'''");
  const prefix = text.includes("\\") ? "r" : "";
  const lines = text.split("\n").map((line) => line.trimEnd());
  // A quote that ends the text would be taken for one of those that end the string.
  const close = lines.length === 1 ? (text.endsWith('"') ? ' """' : '"""') : `\n${indent}"""`;
  return `${indent}${prefix}"""${lines.map((line, index) => (index === 0 || line === "" ? line : `${indent}${line}`)).join("\n")}${close}\n`;
}

/** `runTurn`, `thinking.start`, `kv/get` → `run_turn`, `thinking_start`, `kv_get`; a keyword gets an underscore behind it. */
export function snakeCase(name: string): string {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  return KEYWORDS.has(snake) ? `${snake}_` : snake;
}

/** Whether something can be an attribute's name. */
export function isName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name);
}

/** A value as a Python literal. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${quoted(key)}: ${pythonLiteral(item)}`)
    .join(", ")}}`;
}

/** JSON text is a Python string, but a formatter likes one with quotes better in the other ones. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Items in brackets, one a line. */
export function listed(open: string, items: readonly string[], close: string, indent = ""): string {
  return `${open}\n${items.map((item) => `${indent}${INDENT}${item},\n`).join("")}${indent}${close}`;
}
