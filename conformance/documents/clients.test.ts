import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GENERATED, HERE, runScript } from "./testing/commands.ts";
import { KEY, startGateway } from "./testing/processes.ts";

const OUTPUT = join(HERE, "clients/generated");
const DOCUMENTS = ["gateway", "concordance"] as const;
const OPENAPI_TYPESCRIPT = "node_modules/openapi-typescript/bin/cli.js";
const HEY_API = "node_modules/@hey-api/openapi-ts/bin/run.js";

test("clients that others generate from the documents compile in strict mode, and work", async () => {
  await rm(OUTPUT, { recursive: true, force: true });
  for (const name of DOCUMENTS) {
    const document = join(GENERATED, "openapi", `${name}.json`);
    // What has a default need not be sent.
    const types = await runScript(OPENAPI_TYPESCRIPT, document, "--output", join(OUTPUT, `${name}.ts`), "--default-non-nullable", "false");
    expect(types).toMatchObject({ code: 0 });
    const client = await runScript(
      HEY_API,
      "--input",
      document,
      "--output",
      join(OUTPUT, `hey-${name}`),
      "--client",
      "@hey-api/client-fetch",
    );
    expect(client).toMatchObject({ code: 0 });
  }
  expect(await runScript("node_modules/typescript/bin/tsc", "--project", "tsconfig.json")).toMatchObject({ code: 0, stdout: "" });
  const { gateway, concordance } = await startGateway();
  for (const [script, name] of [
    ["with-openapi-fetch.js", "By openapi-fetch"],
    ["with-hey-api.js", "By openapi-ts"],
  ] as const) {
    const { code, stdout, stderr } = await runScript(join(OUTPUT, "js", script), gateway, concordance, KEY);
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual({ name, hasTurn: true, error: "SESSION_NOT_FOUND", version: 1 });
  }
});
