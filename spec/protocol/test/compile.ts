import { fileURLToPath } from "node:url";
import type { Diagnostic } from "@typespec/compiler";
import { createTester } from "@typespec/compiler/testing";
import { $lib } from "../src/lib.ts";
import type { JsonSchema, ProtocolDocument, ProtocolModel } from "../src/model.ts";
import type { EmitterOptions } from "../src/options.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const tester = createTester(ROOT, { libraries: ["@typespec/http", $lib.name] });
const emitterWith = (options: EmitterOptions) => tester.emit($lib.name, { ...options });

/** A namespace `Chat` that is a protocol, with a spec in it. */
export function chat(code: string): string {
  return `
    import "@typespec/http";
    import "${$lib.name}";
    using Protocol;
    @protocol(#{ name: "chat", version: 1, supportedVersions: #[1], subprotocolPrefix: "chat.v" })
    namespace Chat { ${code} }
  `;
}

/** The codes of the library's own diagnostics for a program. Anything else that is wrong with it is an error. */
export async function diagnosed(program: string, options: EmitterOptions = {}): Promise<string[]> {
  const diagnostics = await emitterWith(options).diagnose(program);
  return diagnostics.map(ownCode).sort();
}

/** What the library says of a program, without the places. */
export async function complaints(program: string, options: EmitterOptions = {}): Promise<string[]> {
  return (await emitterWith(options).diagnose(program)).map(({ message }) => message);
}

/** The document that the library writes. */
export async function documentOf(program: string): Promise<ProtocolDocument> {
  return JSON.parse((await outputsOf(program))["protocol.json"] ?? "") as ProtocolDocument;
}

/** Every file that the library writes, by its path. */
export async function outputsOf(program: string, options: EmitterOptions = {}): Promise<Record<string, string>> {
  return (await emitterWith(options).compile(program)).outputs;
}

/** The protocol that a program declares. */
export async function protocolOf(program: string): Promise<ProtocolModel> {
  const [protocol] = (await documentOf(program)).protocols;
  if (protocol === undefined) throw new Error("The program declares no protocol.");
  return protocol;
}

/** The schemas of the types that a spec within `Chat` publishes. */
export async function schemasOf(code: string): Promise<Record<string, JsonSchema>> {
  return (await protocolOf(chat(code))).$defs;
}

function ownCode({ code, message }: Diagnostic): string {
  const prefix = `${$lib.name}/`;
  if (!code.startsWith(prefix)) throw new Error(`${code}: ${message}`);
  return code.slice(prefix.length);
}
