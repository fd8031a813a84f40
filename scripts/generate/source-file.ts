import { sourceCode } from "../../spec/protocol/src/emit/source-code.ts";

/** The first line of every generated file of source code. */
export function banner(source: string): string {
  return `// Generated from ${source} by \`npm run generate\`. Do not edit.\n`;
}

/** Where a part of a protocol is described: the gateway's in files of their own, another one's in its folder. */
export function sourceOf({ name }: { name: string }, ofGateway: string): string {
  return name === "gateway" ? ofGateway : `spec/${name}/*.tsp`;
}

/** Source code under its banner. */
export function sourceFile(source: string, ...sections: string[]): string {
  return underBanner(source, sourceCode(...sections));
}

/** What the library has written, under its banner. */
export function underBanner(source: string, code: string): string {
  return `${banner(source)}\n${code}`;
}
