import { appendFile, readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { RepositoryCopy } from "./test/repository-copy.ts";

const MESSAGE = `
/** Counts the files of the session's workspace. */
@message
@chapter("Files")
@handledBy("files")
@reply(FileList)
@permission(Permission.sessionRead)
@sessionScoped
model CountFiles {
  ...SessionMessage<"count_files">;

  /** Only files whose name ends like this. */
  @maxLength(16)
  ending?: string = ".ts";
}
`;
const SERVICE = "server/workspace/files-service.ts";
const METHOD = `
  async countFiles({ sessionId, ending }: { sessionId: string; ending: string }) {
    return { sessionId, path: ending, entries: [] };
  }
`;

/** The methods that the compiler misses, by the class that should have them. */
function missingMethods(output: string): string[] {
  const found = [...output.matchAll(/'(\w+)' is missing in type '(\w+)'/g)].map(([, method, type]) => `${type}.${method}`);
  return [...new Set(found)];
}

test("adding a message: edit the spec, generate, and the compiler names the one method that is missing", async () => {
  await using copy = await RepositoryCopy.make("server");
  await writeFile(
    copy.path("tsconfig.json"),
    (await readFile(copy.path("tsconfig.json"), "utf8")).replace(/"include": .*/, '"include": ["server", "generated"]'),
  );
  expect(await copy.types()).toEqual({ code: 0, output: "" });

  await appendFile(copy.path("spec/gateway/client-messages.tsp"), MESSAGE);
  expect(await copy.generate()).toMatchObject({ code: 0 });
  const missing = await copy.types();
  expect(missing.code).not.toBe(0);
  expect(missing.output).toContain(`${SERVICE}(`);
  expect(missingMethods(missing.output)).toEqual(["FilesService.countFiles"]);

  const service = await readFile(copy.path(SERVICE), "utf8");
  await writeFile(copy.path(SERVICE), service.replace(/(export class FilesService [^{]*\{\n)/, `$1${METHOD}`));
  expect(await copy.types()).toEqual({ code: 0, output: "" });
}, 120_000);
