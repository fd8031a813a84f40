import type { Namespace, Program } from "@typespec/compiler";
import { partsOf } from "./emit/methods.ts";
import { camelCase, lowerFirst } from "./emit/source-code.ts";
import { reportDiagnostic } from "./lib.ts";
import type { ProtocolModel } from "./model.ts";

/** Names that generated code needs for itself. */
const TAKEN = new Set([
  ...["Array", "Exclude", "Omit", "Promise", "Readonly", "ReadonlyMap", "ReadonlySet", "Record", "Set"],
  ...["LogBody", "ReplyBody", "ReplyFields", "Untyped", "Validator", "WithDefaults"],
  ...[
    "AnyClientMessage",
    "AnyServerEvent",
    "Call",
    "EventType",
    "Handlers",
    "MessageRow",
    "MessageType",
    "MethodName",
    "MethodRow",
    "StreamMethods",
  ],
  ...["any", "boolean", "never", "null", "number", "string", "undefined", "unknown", "void"],
]);

/** Checks what only matters to TypeScript: that types have names there, and that no two things share a handler. */
export function checkNames(program: Program, target: Namespace, protocol: ProtocolModel): boolean {
  const wrong = Object.keys(protocol.$defs).filter((name) => !/^[A-Za-z_$][\w$]*$/.test(name) || TAKEN.has(name));
  for (const name of wrong) reportDiagnostic(program, { code: "no-identifier", format: { name }, target });
  return clashes(program, target, protocol) === 0 && wrong.length === 0;
}

/** How many handlers there are of which two things claim to be handled. */
function clashes(program: Program, target: Namespace, { messages, methods }: ProtocolModel): number {
  const handled = [
    ...messages.map(({ type, service }) => ({ name: type, handler: `${camelCase(service)}.${camelCase(type)}`, kind: "message" })),
    ...methods.map((method) => {
      const parts = partsOf(method);
      return { name: method.name, handler: `${lowerFirst(parts.service)}.${parts.method}`, kind: "method" };
    }),
  ];
  const claimed = new Map<string, string>();
  let count = 0;
  for (const { name, handler, kind } of handled) {
    const other = claimed.get(`${kind} ${handler}`);
    claimed.set(`${kind} ${handler}`, name);
    if (other === undefined) continue;
    reportDiagnostic(program, { code: "handler-clash", format: { name, other, handler }, target });
    count++;
  }
  return count;
}
