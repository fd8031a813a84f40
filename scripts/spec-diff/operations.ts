import type { OperationModel, ParameterModel, ProtocolModel, ResponseModel } from "@diminuendo/typespec-protocol/model";
import type { Changes } from "./change.ts";
import { compareAccess, compareCheck, comparePermission, compareRaised } from "./demands.ts";
import { differences, paired } from "./pairs.ts";
import type { SchemaComparison } from "./schemas.ts";

/** Compares the HTTP endpoints. One is found again by its method and path, whatever the path's parameters are called. */
export function compareOperations(changes: Changes, schemas: SchemaComparison, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.operations, after.operations, addressOf);
  for (const one of removed) changes.breaks("endpoint-removed", nameOf(one), nameOf(one), undefined, "clients find nothing there");
  for (const one of added) changes.keeps("endpoint-added", nameOf(one), undefined, nameOf(one), "nobody called it before");
  for (const [old, now] of both) new OperationComparison(changes, schemas, old, now).compare();
}

class OperationComparison {
  readonly #changes: Changes;
  readonly #schemas: SchemaComparison;
  readonly #before: OperationModel;
  readonly #after: OperationModel;
  readonly #path: string;

  constructor(changes: Changes, schemas: SchemaComparison, before: OperationModel, after: OperationModel) {
    this.#changes = changes;
    this.#schemas = schemas;
    this.#before = before;
    this.#after = after;
    this.#path = nameOf(after);
  }

  compare(): void {
    const [changes, path, before, after] = [this.#changes, this.#path, this.#before, this.#after];
    const [oldName, newName] = [`${before.resource}.${before.name}`, `${after.resource}.${after.name}`];
    if (oldName !== newName) changes.keeps("endpoint-renamed", path, oldName, newName, "it is called by its path");
    comparePermission(changes, path, before.permission, after.permission);
    compareAccess(changes, path, before.access, after.access);
    compareCheck(changes, "session-check-changed", path, before.sessionParameter, after.sessionParameter);
    compareAuthentication(changes, path, !before.authenticated, !after.authenticated);
    compareRaised(changes, path, before.errors, after.errors);
    this.#parameters();
    this.#body();
    this.#responses();
    if (before.error && after.error) this.#schemas.compare(`${path} error`, before.error, after.error, "server");
    else if (before.error) changes.breaks("response-type-removed", `${path} error`, "a body", undefined, "clients read it");
  }

  #parameters(): void {
    const { removed, added, both } = paired(placed(this.#before), placed(this.#after), ({ place }) => place);
    for (const { place } of removed) {
      this.#changes.breaks(
        "parameter-removed",
        `${this.#path} ${place}`,
        place,
        undefined,
        "what clients say with it is not heard any more",
      );
    }
    for (const { place, parameter } of added) {
      const path = `${this.#path} ${place}`;
      const reason = parameter.required ? "clients do not send it yet" : "clients that do not know it need not";
      this.#changes.add({ kind: "parameter-added", path, before: undefined, after: place, breaking: parameter.required, reason });
    }
    for (const [{ parameter: old }, { place, parameter: now }] of both) {
      const path = `${this.#path} ${place}`;
      if (now.required && !old.required) {
        this.#changes.breaks("parameter-required", path, "optional", "required", "clients may leave it out");
      }
      if (old.required && !now.required) {
        this.#changes.keeps("parameter-optional", path, "required", "optional", "clients that send it are still right");
      }
      this.#schemas.compareField(path, old.schema, now.schema, "client");
    }
  }

  #body(): void {
    const [before, after] = [this.#before.body, this.#after.body];
    if (before && after) this.#schemas.compare(`${this.#path} body`, before, after, "client");
    // Whether a body that is new may be left out is known to the OpenAPI document, which is compared beside this.
    else if (after) this.#changes.keeps("body-added", this.#path, undefined, "a body", "whether it is needed is told by itself");
    else if (before) {
      this.#changes.breaks("body-removed", this.#path, "a body", undefined, "what clients say with it is not heard any more");
    }
  }

  #responses(): void {
    const { removed, added, both } = paired(this.#before.responses, this.#after.responses, ({ status }) => String(status));
    for (const { status } of removed) {
      const breaking = status < 400;
      const reason = breaking ? "clients take it for success" : "clients that know the failure never see it";
      this.#changes.add({ kind: "response-removed", path: this.#path, before: status, after: undefined, breaking, reason });
    }
    for (const { status } of added) {
      const breaking = status < 400;
      const reason = breaking ? "clients do not know this success" : "clients treat a failure that they do not know by its class";
      this.#changes.add({ kind: "response-added", path: this.#path, before: undefined, after: status, breaking, reason });
    }
    for (const [old, now] of both) this.#response(`${this.#path} ${now.status}`, old, now);
  }

  #response(path: string, before: ResponseModel, after: ResponseModel): void {
    const headers = differences(before.headers, after.headers);
    for (const one of headers.removed) this.#changes.breaks("response-header-removed", path, one, undefined, "clients read it");
    for (const one of headers.added) this.#changes.keeps("response-header-added", path, undefined, one, "clients pass over it");
    const types = paired(Object.entries(before.content), Object.entries(after.content), ([type]) => type);
    for (const [type] of types.removed) this.#changes.breaks("response-type-removed", path, type, undefined, "clients read it");
    for (const [type] of types.added)
      this.#changes.keeps("response-type-added", path, undefined, type, "who does not ask for it does not get it");
    for (const [[type, old], [, now]] of types.both) {
      if (old !== null && now !== null) this.#schemas.compare(`${path} ${type}`, old, now, "server");
      else if (old !== now)
        this.#changes.breaks("type-changed", `${path} ${type}`, old ?? "bytes", now ?? "bytes", "clients read the other");
    }
  }
}

/** What may be called without having authenticated. */
export function compareAuthentication(changes: Changes, path: string, wasFree: boolean, isFree: boolean): void {
  if (wasFree === isFree) return;
  const [before, after] = [wasFree, isFree].map((free) => (free ? "not needed" : "needed"));
  const reason = isFree ? "whoever could still may" : "callers who have not authenticated are refused now";
  changes.add({ kind: "authentication-changed", path, before, after, breaking: wasFree, reason });
}

/** Parameters with the place that they are found again by: those of the path by their position. */
function placed({ path, parameters }: OperationModel): { place: string; parameter: ParameterModel }[] {
  const positions = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  return parameters.map((parameter) => ({ place: placeOf(parameter, positions), parameter }));
}

function placeOf({ in: where, wireName }: ParameterModel, positions: (string | undefined)[]): string {
  if (where === "path") return `path segment ${positions.indexOf(wireName) + 1}`;
  return where === "query" ? `?${wireName}` : `header ${wireName}`;
}

function addressOf({ method, path }: OperationModel): string {
  return `${method} ${path.replaceAll(/\{[^}]+\}/g, "{}")}`;
}

function nameOf({ method, path }: OperationModel): string {
  return `${method} ${path}`;
}
