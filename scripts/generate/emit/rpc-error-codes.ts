import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { literal } from "../../../spec/protocol/src/emit/source-code.ts";
import { table } from "../../../spec/protocol/src/emit/tables.ts";
import { sourceFile } from "../source-file.ts";

/** Error codes of a protocol that has methods: an error has a number there, and a write may be in doubt after it. */
export function emitRpcErrorCodes(protocol: ProtocolModel): string {
  return sourceFile(
    `spec/${protocol.name}/errors.tsp`,
    'import type { ErrorCode } from "./types.ts";',
    `/** What the spec says of an error code. */
export interface ErrorCodeFacts {
  /** The HTTP status that carries it. */
  readonly httpStatus: number;
  /** The number that carries it in JSON-RPC. Two codes may have the same. */
  readonly rpcCode: number;
  /** The same request may succeed later, or at another node, without a change to it. */
  readonly retryable: boolean;
  /** A write that got it may have taken effect, or may still. After every other code it never does. */
  readonly outcomeUnknown: boolean;
}`,
    `export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorCodeFacts>> = ${table(
      protocol.errorCodes,
      ({ status, rpcCode, retryable, outcomeUnknown }) =>
        `{ httpStatus: ${status}, rpcCode: ${rpcCode}, retryable: ${retryable}, outcomeUnknown: ${outcomeUnknown} }`,
    )};`,
    `const BY_RPC_CODE: ReadonlyMap<number, ErrorCode> = new Map([
${byRpcCode(protocol)
  .map(({ rpcCode, name }) => `  [${rpcCode}, ${literal(name)}],`)
  .join("\n")}
]);`,
    `/**
 * The error code that a number of JSON-RPC stands for: the most general one where several have the same, and \`INTERNAL\` for
 * a number that is not known. \`data.code\` of the error says it exactly.
 */
export function codeOfRpc(rpcCode: number): ErrorCode {
  return BY_RPC_CODE.get(rpcCode) ?? "INTERNAL";
}`,
  );
}

/** The first code of each number. */
function byRpcCode({ errorCodes }: ProtocolModel): ProtocolModel["errorCodes"] {
  return errorCodes.filter(({ rpcCode }, index) => errorCodes.findIndex((other) => other.rpcCode === rpcCode) === index);
}
