import { isDeepStrictEqual } from "node:util";
import type { Changes } from "./change.ts";
import { differences, paired } from "./pairs.ts";

/** What is read of an OpenAPI document: only what the model of the protocol does not say. */
export interface OpenApi {
  paths?: Record<string, Record<string, OpenApiOperation>>;
  security?: unknown[];
  components?: { securitySchemes?: Record<string, unknown> };
}

interface OpenApiOperation {
  requestBody?: { required?: boolean; content?: Record<string, unknown> };
  security?: unknown[];
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Compares whether bodies may be left out, what types they may be of, and how callers say who they are. */
export function compareOpenApi(changes: Changes, before: OpenApi, after: OpenApi): void {
  const schemes = ({ components }: OpenApi) => Object.entries(components?.securitySchemes ?? {});
  const { removed, both } = paired(schemes(before), schemes(after), ([name]) => name);
  const reason = "clients say who they are in the way that was told before";
  for (const [name, scheme] of removed) changes.breaks("security-changed", `security ${name}`, scheme, undefined, reason);
  for (const [[name, old], [, now]] of both) {
    if (!isDeepStrictEqual(old, now)) changes.breaks("security-changed", `security ${name}`, old, now, reason);
  }
  for (const [[path, old], [, now]] of paired(operationsOf(before), operationsOf(after), ([, , key]) => key).both) {
    compareBodies(changes, path, old, now);
    compareSecurity(changes, path, waysOf(old.security ?? before.security), waysOf(now.security ?? after.security));
  }
}

/** The ways to say who one is, of which each will do. None at all is the same as the one that asks for nothing. */
function waysOf(security: unknown[] | undefined): unknown[] {
  return security === undefined || security.length === 0 ? [{}] : security;
}

function compareSecurity(changes: Changes, path: string, before: unknown[], after: unknown[]): void {
  const isIn = (ways: unknown[], way: unknown) => ways.some((one) => isDeepStrictEqual(one, way));
  const isForAll = isIn(after, {});
  const breaking = !isForAll && before.some((way) => !isIn(after, way));
  const isSame = before.length === after.length && before.every((way) => isIn(after, way));
  if (isSame) return;
  const reason = breaking
    ? "clients say who they are in the way that was told before"
    : "who says it in the way that was told before is let in still";
  changes.add({ kind: "security-changed", path, before, after, breaking, reason });
}

function compareBodies(
  changes: Changes,
  path: string,
  { requestBody: before }: OpenApiOperation,
  { requestBody: after }: OpenApiOperation,
): void {
  if (after?.required && !before?.required)
    changes.breaks("body-required", path, before && "optional", "required", "clients may leave it out");
  if (before?.required && after && !after.required) {
    changes.keeps("body-optional", path, "required", "optional", "clients that send it are still right");
  }
  if (before === undefined || after === undefined) return;
  const { removed, added } = differences(Object.keys(before.content ?? {}), Object.keys(after.content ?? {}));
  for (const type of removed) changes.breaks("body-type-removed", path, type, undefined, "clients send it");
  for (const type of added) changes.keeps("body-type-added", path, undefined, type, "what clients send is accepted as before");
}

/** Every operation with its name, and with what it is found again by. */
function operationsOf({ paths = {} }: OpenApi): [name: string, operation: OpenApiOperation, key: string][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]): [string, OpenApiOperation, string] => {
        const name = `${method.toUpperCase()} ${path}`;
        return [name, operation, name.replaceAll(/\{[^}]+\}/g, "{}")];
      }),
  );
}
