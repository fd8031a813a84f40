import { isUnknown, type Model, type Recorded } from "./model.ts";

/** An operation on a single register of numbers that begins as nil, as Jepsen tests it. */
export type RegisterOperation = Recorded &
  (
    | { readonly op: "read"; readonly result: { readonly value: number | null } | "unknown" }
    | { readonly op: "write"; readonly value: number; readonly result: "ok" | "unknown" }
    | { readonly op: "cas"; readonly from: number; readonly to: number; readonly result: "ok" | "mismatch" | "unknown" }
  );

type Register = number | null;

export const registerModel: Model<Register, RegisterOperation> = {
  partition: (operations) => [operations.filter((operation) => operation.op !== "read" || !isUnknown(operation))],
  initial: () => null,
  step: (register, operation) => {
    switch (operation.op) {
      case "read":
        return operation.result === "unknown" || operation.result.value === register ? register : undefined;
      case "write":
        return operation.value;
      case "cas": {
        const matches = register === operation.from;
        if (operation.result !== "unknown" && matches !== (operation.result === "ok")) return undefined;
        return matches ? operation.to : register;
      }
    }
  },
  key: String,
  effect: (operation) => describeCall(operation),
  changesNothing: ({ op, result }) => op === "read" || result === "mismatch",
  namePart: () => "The register",
  describe: (operation) => `${describeCall(operation)} → ${describeResult(operation)}`,
  describeState: describeValue,
};

function describeCall(operation: RegisterOperation): string {
  switch (operation.op) {
    case "read":
      return "read";
    case "write":
      return `write ${operation.value}`;
    case "cas":
      return `cas from ${operation.from} to ${operation.to}`;
  }
}

function describeResult({ result }: RegisterOperation): string {
  return typeof result === "string" ? result : describeValue(result.value);
}

function describeValue(value: Register): string {
  return value === null ? "nil" : String(value);
}
