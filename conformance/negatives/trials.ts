import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Kind } from "./case.ts";
import { type Place, Places } from "./places.ts";
import { atLimit, breaking, ofWrongType, type Trial } from "./values.ts";

/** A whole value in which one field breaks a rule, or only just keeps it. */
export interface Attempt {
  field: string;
  kind: Kind;
  value: unknown;
  /** JSON Pointers, one of which an error must name. */
  pointers: string[];
  /** It holds half of a surrogate pair, which JSON can escape and UTF-8 cannot express. */
  isIllFormed: boolean;
}

/** Everything that can be wrong with the fields of a value, one at a time, and everything that is only just right. */
export function attempts(protocol: ProtocolModel, schema: JsonSchema, base: unknown): Attempt[] {
  const { places, exclusions } = new Places(protocol, schema, base);
  return [
    ...places.flatMap(attemptsAt),
    ...exclusions.map(
      ({ field, pointer, value }): Attempt => ({ field, kind: "not-together", value, pointers: [pointer], isIllFormed: false }),
    ),
  ];
}

function attemptsAt(place: Place): Attempt[] {
  const { field, pointer, union, schemas, isNullable, isRequired, item } = place;
  const pointers = union === null ? [pointer] : [pointer, union];
  const trials: Trial[] = [
    ...ofWrongType(schemas, isNullable),
    ...schemas.flatMap((schema) => [...breaking(schema, item), ...atLimit(schema, item)]),
  ];
  const missing: Attempt[] = isRequired ? [{ field, kind: "missing", value: place.without(), pointers, isIllFormed: false }] : [];
  const attempt = ({ kind, value }: Trial): Attempt => {
    const isIllFormed = typeof value === "string" && !value.isWellFormed();
    return { field, kind, value: place.put(value), pointers, isIllFormed };
  };
  return [...missing, ...trials.map(attempt)];
}
