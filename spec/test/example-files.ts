import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../examples/", import.meta.url);

/** The folders of `spec/examples` that hold the types of another protocol than the gateway's. */
const OTHER_PROTOCOLS = new Set(["concordance"]);

/** One example file. */
export interface Example {
  /** The folder: the name of a type. */
  type: string;
  /** The name of the file without `.json`. */
  name: string;
  valid: boolean;
  text: string;
}

/** Every example of the gateway's types. */
export const EXAMPLES: readonly Example[] = readdirSync(FOLDER)
  .filter((type) => !OTHER_PROTOCOLS.has(type))
  .sort()
  .flatMap((type) => examplesIn(FOLDER, type));

/** Every example of the types of another protocol. */
export function examplesOfProtocol(protocol: string): readonly Example[] {
  const folder = new URL(`${protocol}/`, FOLDER);
  return readdirSync(folder)
    .sort()
    .flatMap((type) => examplesIn(folder, type));
}

function examplesIn(parent: URL, type: string): Example[] {
  const folder = new URL(`${type}/`, parent);
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const name = file.replace(/\.json$/, "");
      return { type, name, valid: name.startsWith("valid-"), text: readFileSync(new URL(file, folder), "utf8") };
    });
}

/** The value of an example, a new one at each call: validators fill in defaults. */
export function parsed(example: Example): unknown {
  return JSON.parse(example.text);
}

/** An example of the gateway that is an object, by its name. */
export function exampleObject(type: string, name: string): Record<string, unknown> {
  return objectIn(EXAMPLES, type, name);
}

/** An example that is an object, by its name. */
export function objectIn(examples: readonly Example[], type: string, name: string): Record<string, unknown> {
  const found = examples.find((example) => example.type === type && example.name === name);
  if (found === undefined) throw new Error(`There is no example ${name}.json of ${type}.`);
  return parsed(found) as Record<string, unknown>;
}
