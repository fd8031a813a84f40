import type { MethodModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { argumentsOf, declaration, gathered, methodDoc, methodHead } from "./parameters.ts";
import { docString, INDENT, importFrom, listed, pythonLiteral, pythonModule, snakeCase, sourceOf } from "./source.ts";
import { namesIn } from "./types.ts";

/** The class that has the methods of a protocol's JSON-RPC. */
interface MethodClass {
  readonly name: string;
  readonly doc: string;
}

/** What a caller does not give: which node a call goes to is the client's affair. */
const OWN = ["forward"];

/** A method for each JSON-RPC method, and when a call of each may be made again. */
export function emitRpcMethods(protocol: ProtocolModel, { name, doc }: MethodClass): string {
  const { methods, notifications } = protocol;
  const argumentsFor = (method: MethodModel) => argumentsOf(protocol, method.params, OWN);
  const types = methods.flatMap((method) => [...argumentsFor(method).map(declaration), method.result]);
  const { typing, abc, own } = namesIn(types, protocol);
  const indent = `${INDENT}${INDENT}`;
  const body = methods
    .map((method) => {
      const args = argumentsFor(method);
      const given = args.length === 0 ? "{}" : gathered(args, `${indent}${INDENT}`);
      return `${methodHead(snakeCase(method.name), args, method.result)}${methodDoc(method.doc, args, indent)}${indent}result: ${method.result} = await self.call(
${indent}${INDENT}${pythonLiteral(method.name)},
${indent}${INDENT}${given},
${indent})
${indent}return result
`;
    })
    .join("\n");
  return pythonModule(
    sourceOf(protocol, "spec/acp/*.tsp"),
    doc,
    [
      "from abc import ABC, abstractmethod",
      importFrom("collections.abc", [...abc, "Mapping"]),
      importFrom("typing", [...typing, "Any", "Final", "Literal", "TypeAlias"]),
      "",
      importFrom(
        "..._arguments",
        ["UNSET", "Unset", "gathered"].filter((word) => new RegExp(`\\b${word}\\b`).test(body)),
      ),
      importFrom(".types", own),
    ],
    `Method: TypeAlias = ${listed(
      "Literal[",
      methods.map((method) => pythonLiteral(method.name)),
      "]",
    )}\n${docString("The name of a method.")}`,
    ...notifications.map(
      (notification) =>
        `${snakeCase(notification.name).toUpperCase()}: Final = ${pythonLiteral(notification.name)}\n${docString(notification.doc)}`,
    ),
    `Safety: TypeAlias = Literal["read", "cas", "blind"]
${docString("When a call whose answer was lost may be made again:\n\n- `read`: always; it changes nothing, or nothing but what the connection itself holds.\n- `cas`: when the write is conditional on a version, as the method's description says.\n- `blind`: never without a look at what came of it: it may be done twice.")}`,
    `METHOD_SAFETY: Mapping[Method, Safety] = ${listed(
      "{",
      methods.map((method) => `${pythonLiteral(method.name)}: ${pythonLiteral(method.repeatable)}`),
      "}",
    )}`,
    `class ${name}(ABC):
${docString("A method for each method of the protocol. Each makes the call, and returns its result.", INDENT)}
    @abstractmethod
    async def call(self, method: Method, params: Mapping[str, Any]) -> Any:
        """Makes a call, and returns its result."""

${body}`,
  );
}
