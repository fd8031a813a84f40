/** A module of source code: its sections, apart, without those that are empty. */
export function sourceCode(...sections: string[]): string {
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** A doc comment, or nothing where there is nothing to say. */
export function docComment(doc: string | undefined, indent = ""): string {
  if (doc === undefined || doc === "") return "";
  const lines = doc.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** `run_turn`, `thinking.start` → `runTurn`, `thinkingStart`. */
export function camelCase(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9$]+([A-Za-z0-9$]|$)/g, (_, letter: string) => letter.toUpperCase());
  return /^[0-9]/.test(camel) ? `_${camel}` : camel;
}

/** `sessions` → `Sessions`. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** `Sessions` → `sessions`; `SessionFiles` → `sessionFiles`. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The import of some types, or nothing where there are none. */
export function importTypes(names: Iterable<string>, module: string): string {
  const sorted = [...new Set(names)].sort();
  return sorted.length === 0 ? "" : `import type {\n${sorted.map((name) => `  ${name},\n`).join("")}} from ${literal(module)};`;
}

/** A value as a TypeScript literal. */
export function literal(value: unknown): string {
  return JSON.stringify(value);
}

/** A property name as it is written in an object literal or interface. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}
