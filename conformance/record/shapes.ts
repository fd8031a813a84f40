import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Schemas } from "../monitors/schemas.ts";
import type { Json } from "../trace/format.ts";

const REFERENCE = /^#\/\$defs\/(.+)$/;

/** A schema that holds for a value, with the name of its type in the spec, the last one where types refer to each other. */
export interface Shape {
  schema: JsonSchema;
  type: string;
}

/** Finds which types of a protocol the parts of a value are of. */
export class Shapes {
  readonly protocol: ProtocolModel;
  readonly #schemas: Schemas;

  constructor(protocol: ProtocolModel, schemas: Schemas) {
    this.protocol = protocol;
    this.#schemas = schemas;
  }

  /** Follows references, and takes the alternative that fits. */
  of(schema: JsonSchema | null | undefined, value: Json): Shape {
    let current = schema ?? {};
    let type = "";
    for (;;) {
      const name = REFERENCE.exec(current.$ref ?? "")?.[1];
      if (name !== undefined) {
        type = name;
        current = this.protocol.$defs[name] ?? {};
      } else if (current.anyOf !== undefined) {
        const fitting = current.anyOf.find((one) => this.#schemas.errorsOfSchema(JSON.stringify(one), one, value).length === 0);
        if (fitting === undefined) return { schema: {}, type };
        current = fitting;
      } else return { schema: current, type };
    }
  }

  /** The schema of a property. */
  property({ schema }: Shape, name: string): JsonSchema | undefined {
    const { additionalProperties: others } = schema;
    return schema.properties?.[name] ?? (typeof others === "object" ? others : undefined);
  }
}

/** A reference to a type of the spec. */
export function typeNamed(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}
