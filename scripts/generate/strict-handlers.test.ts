import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { RepositoryCopy } from "./test/repository-copy.ts";

const INTERFACES = `import type { RenameSessionReceived, SessionsHandlers } from "./generated/gateway/handlers.ts";
import type { SessionsOperations, SessionsUpdateInput } from "./generated/gateway/operations.ts";

interface Caller {
  userId: string;
}
type Messages = Pick<SessionsHandlers<Caller>, "renameSession">;
type Endpoints = Pick<SessionsOperations<Caller>, "update">;
`;

/** What a service declares its parameters to be, and which of its methods do not take what may come. */
const SERVICES: [name: string, parameters: { renameSession: string; update: string }, wrong: string[]][] = [
  [
    "takes what comes",
    { renameSession: "message: { sessionId: string; name: string }, call: Caller", update: "input: { sessionId: string }, call: Caller" },
    [],
  ],
  ["takes more than comes", { renameSession: "message: object, call: object", update: "input: { sessionId: unknown }" }, []],
  [
    "takes fewer values than may come",
    {
      renameSession: 'message: RenameSessionReceived & { name: "this one" }',
      update: "input: SessionsUpdateInput & { ifMatch: string }",
    },
    ["renameSession", "update"],
  ],
  [
    "asks for more of the caller than is known",
    { renameSession: "message: object, call: Caller & { role: string }", update: "input: object, call: Caller & { role: string }" },
    ["renameSession", "update"],
  ],
];

test("a service whose parameter is too narrow does not compile", async () => {
  await using copy = await RepositoryCopy.make();
  await writeFile(
    copy.path("tsconfig.services.json"),
    '{ "extends": "./tsconfig.json", "compilerOptions": { "noUnusedLocals": false }, "include": ["service-*.ts"] }',
  );
  for (const [index, [, { renameSession, update }]] of SERVICES.entries()) {
    const service = `${INTERFACES}
export abstract class Messages${index} implements Messages {
  abstract renameSession(${renameSession}): ReturnType<Messages["renameSession"]>;
}

export abstract class Endpoints${index} implements Endpoints {
  abstract update(${update}): ReturnType<Endpoints["update"]>;
}
`;
    await writeFile(copy.path(`service-${index}.ts`), service);
  }
  const { output } = await copy.run("node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.services.json");
  const found = SERVICES.map(([name], index) => {
    const errors = output.matchAll(new RegExp(`^service-${index}\\.ts.*: error TS2416: Property '(\\w+)'`, "gm"));
    return [name, [...errors].map(([, method]) => method)];
  });
  expect(found).toEqual(SERVICES.map(([name, , wrong]) => [name, wrong]));
  expect(output.match(/error TS/g)).toHaveLength(SERVICES.flatMap(([, , wrong]) => wrong).length);
});
