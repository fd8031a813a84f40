import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as bodies from "../../generated/gateway/body-validators.js";
import * as configuration from "../../generated/gateway/config-validators.js";
import * as messages from "../../generated/gateway/validators.js";
import type { Validator } from "../../generated/runtime/validation.ts";
import { GATEWAY, refName } from "./gateway-model.ts";

/*
 * Three roads from the spec to a verdict on a value. They meet in TypeSpec only: the first two leave from the project's
 * own JSON Schemas, generated ahead and compiled here; the third from those of the official emitter.
 */

/** What judges the values of a type. It may fill in defaults. */
export type Judge = (value: unknown) => boolean;

const OFFICIAL = new URL("../../generated/json-schema/", import.meta.url);
const OPTIONS = { strict: true, strictTypes: false, allowUnionTypes: true, validateFormats: false, allErrors: true } as const;

/** The generated standalone validators by type: messages, REST bodies and published types. */
export const STANDALONE: ReadonlyMap<string, Validator> = new Map([
  ...Object.entries<Validator>(messages),
  ...Object.entries<Validator>(configuration),
  ...GATEWAY.operations.flatMap(({ resource, name, body }): [string, Validator][] => {
    const validator = Object.entries<Validator>(bodies).find(
      ([exported]) => exported.toLowerCase() === `${resource}${name}_body`.toLowerCase(),
    );
    return body?.$ref && validator ? [[refName(body.$ref), validator[1]]] : [];
  }),
]);

const fromModel = new Ajv2020(OPTIONS).addKeyword("x-max-json-bytes").addSchema({ $id: "protocol.json", $defs: GATEWAY.$defs });

/** Compiled here from `protocol.json`. */
export function modelJudge(type: string): ValidateFunction {
  return compiled(fromModel, `protocol.json#/$defs/${type}`);
}

const fromOfficial = new Ajv2020(OPTIONS);
for (const file of readdirSync(OFFICIAL)) fromOfficial.addSchema(JSON.parse(readFileSync(new URL(file, OFFICIAL), "utf8")) as object);

/** Compiled here from what the official emitter wrote. */
export function officialJudge(type: string): ValidateFunction {
  return compiled(fromOfficial, `${type}.json`);
}

function compiled(ajv: Ajv2020, reference: string): ValidateFunction {
  const found = ajv.getSchema(reference);
  if (found === undefined) throw new Error(`No schema ${reference}.`);
  return found;
}
