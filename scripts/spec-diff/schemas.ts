import { isDeepStrictEqual } from "node:util";
import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { ChangeKind, Changes } from "./change.ts";
import { paired } from "./pairs.ts";
import { boundEffects, type Effect, isHeldBy, setEffect, typesOf, valuesOf } from "./schema-sets.ts";

/** Who writes values of a schema: what clients write must stay accepted, what servers write must stay known. */
export type Writer = "client" | "server";

const REASONS: Readonly<Record<Writer, Record<Exclude<Effect, "same">, string>>> = {
  client: {
    narrowed: "what clients send may be refused now",
    widened: "what clients send is accepted as before",
    changed: "what clients send may be refused now, or understood otherwise",
  },
  server: {
    narrowed: "clients get nothing that they do not know",
    widened: "clients may get what they do not know",
    changed: "clients may get what they do not know",
  },
};
const OPEN = "clients take what they do not know of it: the protocol's tables grow";
/** What does not change which values there are. `default` is compared by itself. */
const BESIDE_THE_REFERENCE = new Set(["$ref", "description", "default", "x-json-text"]);
const FORMS = ["pattern", "format", "contentEncoding"] as const;

/** Compares the types of two versions of a protocol. A type that is met again is not compared again. */
export class SchemaComparison {
  readonly #before: ProtocolModel;
  readonly #after: ProtocolModel;
  readonly #changes: Changes;
  readonly #seen = new Set<string>();
  /** Error codes, permissions and events: clients must take new ones in their stride. */
  readonly #openValues: ReadonlySet<unknown>;
  readonly #openVariants: ReadonlySet<string>;

  constructor(before: ProtocolModel, after: ProtocolModel, changes: Changes) {
    this.#before = before;
    this.#after = after;
    this.#changes = changes;
    this.#openValues = new Set([...after.errorCodes.map(({ name }) => name), ...after.permissions.map(({ value }) => value)]);
    this.#openVariants = new Set(after.events.map(({ model }) => model));
  }

  /** Compares what stands at a place; named types are told of by their names. */
  compare(path: string, before: JsonSchema, after: JsonSchema, writer: Writer): void {
    const names = [nameIn(before), nameIn(after)];
    if (names.every((name) => name !== undefined)) {
      const key = `${names.join(" ")} ${writer}`;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    const place = names[0] !== undefined && names[0] === names[1] ? names[0] : path;
    this.#values(place, resolved(this.#before, before), resolved(this.#after, after), writer);
  }

  /** Compares what may be left out: its default, too, is what clients count on. */
  compareField(path: string, before: JsonSchema, after: JsonSchema, writer: Writer): void {
    if (!isDeepStrictEqual(before.default, after.default)) {
      const breaking = writer === "client" && before.default !== undefined;
      const reason = breaking ? "clients that leave it out get something else" : "nobody counted on another one";
      this.#changes.add({ kind: "default-changed", path, before: before.default, after: after.default, breaking, reason });
    }
    this.compare(path, before, after, writer);
  }

  #values(path: string, before: JsonSchema, after: JsonSchema, writer: Writer): void {
    if (before.anyOf !== undefined || after.anyOf !== undefined) this.#variants(path, before, after, writer);
    else this.#plainValues(path, before, after, writer);
  }

  #plainValues(path: string, before: JsonSchema, after: JsonSchema, writer: Writer): void {
    const [oldTypes, newTypes] = [typesOf(before), typesOf(after)];
    const types = setEffect(oldTypes, newTypes);
    if (types !== "same") this.#report(`type-${types}`, path, before.type ?? "any", after.type ?? "any", types, writer);
    if (![...oldTypes].some((type) => newTypes.has(type))) return;
    this.#listedValues(path, before, after, writer);
    for (const bound of boundEffects(before, after)) {
      const kind = bound.effect === "narrowed" ? "bound-narrowed" : "bound-widened";
      this.#report(kind, `${path} ${bound.keyword}`, bound.before, bound.after, bound.effect, writer);
    }
    for (const keyword of FORMS) this.#optional("form", `${path} ${keyword}`, before[keyword], after[keyword], writer);
    this.#optional("exclusion", path, before.not, after.not, writer);
    if (before.items !== undefined && after.items !== undefined) this.compare(`${path}/-`, before.items, after.items, writer);
    if (before.properties !== undefined || after.properties !== undefined) this.#fields(path, before, after, writer);
    const [oldRest, newRest] = [restOf(before), restOf(after)];
    if (oldTypes.has("object") && !isDeepStrictEqual(oldRest, newRest)) this.compare(`${path}/*`, oldRest, newRest, writer);
  }

  #listedValues(path: string, before: JsonSchema, after: JsonSchema, writer: Writer): void {
    const [old, now] = [valuesOf(before), valuesOf(after)];
    if (old === undefined && now !== undefined) this.#report("values-closed", path, "any", now, "narrowed", writer);
    if (old !== undefined && now === undefined) this.#report("values-opened", path, old, "any", "widened", writer);
    if (old === undefined || now === undefined) return;
    for (const value of old.filter((value) => !now.includes(value)))
      this.#report("value-removed", path, value, undefined, "narrowed", writer);
    for (const value of now.filter((value) => !old.includes(value))) {
      if (writer === "server" && this.#openValues.has(value)) this.#changes.keeps("value-added", path, undefined, value, OPEN);
      else this.#report("value-added", path, undefined, value, "widened", writer);
    }
  }

  #fields(path: string, before: JsonSchema, after: JsonSchema, writer: Writer): void {
    const fields = paired(Object.entries(before.properties ?? {}), Object.entries(after.properties ?? {}), ([name]) => name);
    const [wasRequired, isRequired] = [before.required ?? [], after.required ?? []];
    for (const [name, field] of fields.removed) {
      const reason = writer === "client" ? "what clients say with it is not heard any more" : "clients do not get it any more";
      this.#changes.breaks("field-removed", `${path}/${name}`, shown(field), undefined, reason);
    }
    for (const [name, field] of fields.added) {
      const breaking = writer === "client" && isRequired.includes(name);
      const reason = breaking ? "clients do not send it yet" : "clients that do not know it need not";
      this.#changes.add({ kind: "field-added", path: `${path}/${name}`, before: undefined, after: shown(field), breaking, reason });
    }
    for (const [[name, old], [, now]] of fields.both) {
      const [was, is] = [wasRequired.includes(name), isRequired.includes(name)];
      if (is && !was) this.#report("field-required", `${path}/${name}`, "optional", "required", "narrowed", writer);
      if (was && !is) this.#report("field-optional", `${path}/${name}`, "required", "optional", "widened", writer);
      this.compareField(`${path}/${name}`, old, now, writer);
    }
  }

  #variants(path: string, before: JsonSchema, after: JsonSchema, writer: Writer): void {
    const olds = this.#expanded(this.#before, before);
    const news = this.#expanded(this.#after, after);
    const { removed, added, both } = paired(olds, news, keyOf);
    for (const [old, now] of both) this.compare(path, old, now, writer);
    const [gone, come] = [removed.filter((one) => !isHeldBy(one, news)), added.filter((one) => !isHeldBy(one, olds))];
    const [onlyGone, onlyCome] = [gone[0], come[0]];
    if (onlyGone !== undefined && onlyCome !== undefined && gone.length === 1 && come.length === 1) {
      this.compare(path, onlyGone, onlyCome, writer);
      return;
    }
    for (const one of gone) this.#report("variant-removed", path, shown(one), undefined, "narrowed", writer);
    for (const one of come) {
      const name = nameIn(one);
      if (writer === "server" && name !== undefined && this.#openVariants.has(name)) {
        this.#changes.keeps("variant-added", path, undefined, shown(one), OPEN);
      } else this.#report("variant-added", path, undefined, shown(one), "widened", writer);
    }
  }

  /** The variants of a union, those of unions within it included. */
  #expanded(protocol: ProtocolModel, schema: JsonSchema): JsonSchema[] {
    const { anyOf } = resolved(protocol, schema);
    return anyOf === undefined ? [schema] : anyOf.flatMap((one) => this.#expanded(protocol, one));
  }

  #optional(kind: "form" | "exclusion", path: string, before: unknown, after: unknown, writer: Writer): void {
    if (isDeepStrictEqual(before, after)) return;
    if (before === undefined) this.#report(`${kind}-added`, path, before, after, "narrowed", writer);
    else if (after === undefined) this.#report(`${kind}-removed`, path, before, after, "widened", writer);
    else this.#report(`${kind}-changed`, path, before, after, "changed", writer);
  }

  #report(kind: ChangeKind, path: string, before: unknown, after: unknown, effect: Exclude<Effect, "same">, writer: Writer): void {
    const breaking = effect === "changed" || (writer === "client") === (effect === "narrowed");
    this.#changes.add({ kind, path, before, after, breaking, reason: REASONS[writer][effect] });
  }
}

/** The name of the type that a schema is, or undefined if more is said at the place. */
function nameIn(schema: JsonSchema): string | undefined {
  return Object.keys(schema).every((keyword) => BESIDE_THE_REFERENCE.has(keyword)) ? schema.$ref?.replace("#/$defs/", "") : undefined;
}

function resolved(protocol: ProtocolModel, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const named = protocol.$defs[$ref.replace("#/$defs/", "")];
  if (named === undefined) throw new Error(`${protocol.name} has no type for ${$ref}.`);
  return { ...resolved(protocol, named), ...beside };
}

/** What an object may hold beside its named fields. */
function restOf({ additionalProperties }: JsonSchema): JsonSchema {
  if (additionalProperties === false) return { type: [] };
  return typeof additionalProperties === "object" ? additionalProperties : {};
}

/** By what a variant of a union is found again. */
function keyOf(schema: JsonSchema): string {
  return schema.$ref ?? JSON.stringify([schema.type ?? null, schema.const ?? null]);
}

/** A schema in one word, for people. */
function shown(schema: JsonSchema): unknown {
  return schema.$ref?.replace("#/$defs/", "") ?? ("const" in schema ? schema.const : (schema.type ?? "any"));
}
