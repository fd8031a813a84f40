import { paramMessage } from "@typespec/compiler";

/** What keeps an output from being written. */
export const OUTPUT_DIAGNOSTICS = {
  "unknown-socket": {
    severity: "error",
    messages: { default: paramMessage`Protocol "${"protocol"}" has no socket "${"socket"}", which the option "${"option"}" names.` },
  },
  "no-socket": {
    severity: "error",
    messages: {
      default: paramMessage`Protocol "${"protocol"}" does not say where it is spoken. Declare one socket in an enum with @sockets, or name one of several in the option "${"option"}".`,
    },
  },
  "unknown-event": {
    severity: "error",
    messages: { default: paramMessage`Protocol "${"protocol"}" has no event "${"event"}", which the option "error-event" names.` },
  },
  "unknown-type": {
    severity: "error",
    messages: {
      default: paramMessage`Protocol "${"protocol"}" has no type "${"type"}", which the option "error-data" names. Make it @published.`,
    },
  },
  "handler-clash": {
    severity: "error",
    messages: { default: paramMessage`"${"name"}" and "${"other"}" would both be handled by ${"handler"}. Rename one of them.` },
  },
  "no-identifier": {
    severity: "error",
    messages: { default: paramMessage`"${"name"}" cannot be the name of a type in TypeScript.` },
  },
} as const;
