import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../examples/", import.meta.url);

/** One file of `spec/examples`. */
export interface Example {
  /** The folder: the name of a type. */
  type: string;
  /** The name of the file without `.json`. */
  name: string;
  valid: boolean;
  text: string;
}

/** Every file of `spec/examples`. */
export const EXAMPLES: readonly Example[] = readdirSync(FOLDER).sort().flatMap(examplesIn);

function examplesIn(type: string): Example[] {
  const folder = new URL(`${type}/`, FOLDER);
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const name = file.replace(/\.json$/, "");
      return { type, name, valid: name.startsWith("valid-"), text: readFileSync(new URL(file, folder), "utf8") };
    });
}

/** The examples of a type. */
export function examplesOf(type: string): Example[] {
  return EXAMPLES.filter((example) => example.type === type);
}

/** The value of an example, a new one at each call: validators fill in defaults. */
export function parsed(example: Example): unknown {
  return JSON.parse(example.text);
}

/** An example that is an object, by its name. */
export function exampleObject(type: string, name: string): Record<string, unknown> {
  const found = EXAMPLES.find((example) => example.type === type && example.name === name);
  if (found === undefined) throw new Error(`spec/examples/${type} has no ${name}.json.`);
  return parsed(found) as Record<string, unknown>;
}
