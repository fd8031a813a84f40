import { fileURLToPath } from "node:url";
import type { Diagnostic } from "@typespec/compiler";
import { createTester } from "@typespec/compiler/testing";
import { $lib } from "../src/lib.ts";
import type { JsonSchema, ProtocolDocument, ProtocolModel } from "../src/model.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const tester = createTester(ROOT, { libraries: ["@typespec/http", $lib.name] });
const emitter = tester.emit($lib.name);

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
export async function diagnosed(program: string): Promise<string[]> {
  const diagnostics = await emitter.diagnose(program);
  return diagnostics.map(ownCode).sort();
}

/** What the library says of a program, without the places. */
export async function complaints(program: string): Promise<string[]> {
  return (await emitter.diagnose(program)).map(({ message }) => message);
}

/** The document that the library writes. */
export async function documentOf(program: string): Promise<ProtocolDocument> {
  const { outputs } = await emitter.compile(program);
  return JSON.parse(outputs["protocol.json"] ?? "") as ProtocolDocument;
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
