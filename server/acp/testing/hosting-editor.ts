import { methods, RequestError } from "@agentclientprotocol/sdk";
import type { OfficialClientOptions } from "./official-client.ts";

/** An editor with files that are not saved, and terminals; it remembers what it was asked. */
export class HostingEditor {
  readonly files = new Map<string, string>();
  readonly asked: string[] = [];
  readonly open = new Set<string>();
  readonly options: OfficialClientOptions;

  constructor() {
    const { fs, terminal } = methods.client;
    const known = (path: string): string => {
      const content = this.files.get(path);
      if (content === undefined) throw RequestError.resourceNotFound(path);
      return content;
    };
    const note = (method: string, detail: string) => this.asked.push(`${method} ${detail}`);
    const terminalOf = ({ terminalId }: { terminalId: string }) => {
      if (!this.open.has(terminalId)) throw RequestError.invalidParams(undefined, "no such terminal");
      return terminalId;
    };
    this.options = {
      capabilities: { fs: { readTextFile: true, writeTextFile: true }, terminal: true },
      extend: (app) =>
        app
          .onRequest(fs.readTextFile, ({ params: { path } }) => {
            note("read", path);
            return { content: known(path) };
          })
          .onRequest(fs.writeTextFile, ({ params: { path, content } }) => {
            note("write", path);
            this.files.set(path, content);
            return {};
          })
          .onRequest(terminal.create, ({ params: { command, args = [], cwd } }) => {
            note("create", [command, ...(args ?? []), cwd].join(" "));
            const terminalId = `term-${this.open.size + 1}`;
            this.open.add(terminalId);
            return { terminalId };
          })
          .onRequest(terminal.output, ({ params }) => {
            terminalOf(params);
            return { output: "from the editor\n", truncated: false, exitStatus: { exitCode: 0 } };
          })
          .onRequest(terminal.waitForExit, ({ params }) => {
            terminalOf(params);
            return { exitCode: 0 };
          })
          .onRequest(terminal.kill, ({ params }) => {
            note("kill", terminalOf(params));
            return {};
          })
          .onRequest(terminal.release, ({ params }) => {
            note("release", terminalOf(params));
            this.open.delete(params.terminalId);
            return {};
          }),
    };
  }
}
