import type { JSONSchemaType } from "@typespec/compiler";

/** What can be written. */
export const OUTPUTS = ["protocol", "json-schema", "asyncapi", "openrpc", "typescript"] as const;
export type Output = (typeof OUTPUTS)[number];

/** What the emitter may be told. */
export interface EmitterOptions {
  outputs?: Output[];
  "message-socket"?: string;
  "method-socket"?: string;
  "error-event"?: string;
  "correlation-property"?: string;
  "error-data"?: string[];
  "import-extension"?: ".ts" | ".js";
}

export const OPTIONS_SCHEMA: JSONSchemaType<EmitterOptions> = {
  type: "object",
  additionalProperties: false,
  properties: {
    outputs: {
      type: "array",
      nullable: true,
      uniqueItems: true,
      items: { type: "string", enum: OUTPUTS },
      description: "What is written: only `protocol` unless more is asked for.",
    },
    "message-socket": {
      type: "string",
      nullable: true,
      description: "The member of the @sockets that speaks the messages, where a protocol has several.",
    },
    "method-socket": {
      type: "string",
      nullable: true,
      description: "The member of the @sockets that speaks the JSON-RPC methods, where a protocol has several.",
    },
    "error-event": { type: "string", nullable: true, description: "The type of the event that answers a message which fails." },
    "correlation-property": {
      type: "string",
      nullable: true,
      description: "The property that an answer has in common with the message that it answers.",
    },
    "error-data": {
      type: "array",
      nullable: true,
      items: { type: "string" },
      description: "The types of what JSON-RPC errors carry beside their code.",
    },
    "import-extension": {
      type: "string",
      nullable: true,
      enum: [".ts", ".js"],
      description: "How written modules import each other: `.ts` for those who run them as they are, `.js` for those who compile them.",
    },
  },
  required: [],
};
