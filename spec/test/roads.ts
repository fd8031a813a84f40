import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { SPECS } from "./specs.ts";

/*
 * Three roads from the spec to a verdict on a value. They meet in TypeSpec only: the generated validators of `specs.ts` and
 * the schemas of the model, compiled here, leave from the project's own JSON Schemas; the third from those of the official
 * emitter.
 */

/** What judges the values of a type. It may fill in defaults. */
export type Judge = (value: unknown) => boolean;

/** Keywords that say something to our validators only. */
const ANNOTATIONS = ["x-max-json-bytes", "x-max-bytes", "x-json-text", "x-pattern-message"];
/** Where the official emitter's schemas of each protocol are. */
const OFFICIAL = { gateway: "../../generated/json-schema/", concordance: "../../generated/json-schema/concordance/" };
const OPTIONS = {
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
  validateFormats: false,
  allErrors: true,
} as const;

const fromModel = new Map(
  SPECS.map(({ name, protocol }) => {
    const ajv = new Ajv2020(OPTIONS);
    for (const keyword of ANNOTATIONS) ajv.addKeyword(keyword);
    return [name, ajv.addSchema({ $id: "protocol.json", $defs: protocol.$defs })];
  }),
);

/** Compiled here from `protocol.json`. */
export function modelJudge(type: string, protocol = "gateway"): ValidateFunction {
  return compiled(fromModel.get(protocol), `protocol.json#/$defs/${type}`);
}

const fromOfficial = new Map(
  Object.entries(OFFICIAL).map(([name, folder]) => {
    const ajv = new Ajv2020(OPTIONS);
    const url = new URL(folder, import.meta.url);
    for (const file of readdirSync(url).filter((file) => file.endsWith(".json"))) {
      ajv.addSchema(JSON.parse(readFileSync(new URL(file, url), "utf8")) as object);
    }
    return [name, ajv];
  }),
);

/** Compiled here from what the official emitter wrote. */
export function officialJudge(type: string, protocol = "gateway"): ValidateFunction {
  return compiled(fromOfficial.get(protocol), `${type}.json`);
}

function compiled(ajv: Ajv2020 | undefined, reference: string): ValidateFunction {
  const found = ajv?.getSchema(reference);
  if (found === undefined) throw new Error(`No schema ${reference}.`);
  return found;
}
