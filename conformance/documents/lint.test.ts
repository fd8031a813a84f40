import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { GENERATED, runScript } from "./testing/commands.ts";

const REDOCLY = "node_modules/@redocly/cli/bin/cli.js";
const SPECTRAL = "node_modules/@stoplight/spectral-cli/dist/index.js";
const documentsIn = (folder: string) => readdirSync(join(GENERATED, folder)).map((file) => join(folder, file));
const OPENAPI = documentsIn("openapi");

test.each(OPENAPI)("Redocly has nothing to say of %s", async (path) => {
  const { stdout } = await runScript(REDOCLY, "lint", "--format", "json", join(GENERATED, path));
  const { totals, problems } = JSON.parse(stdout) as { totals: object; problems: { ruleId: string; message: string }[] };
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  expect(totals).toMatchObject({ errors: 0, warnings: 0, ignored: 0 });
});

test.each([...OPENAPI, ...documentsIn("asyncapi")])("Spectral has nothing to say of %s", async (path) => {
  const { code, stdout, stderr } = await runScript(
    SPECTRAL,
    "lint",
    "--ruleset",
    "spectral.yaml",
    "--fail-severity",
    "hint",
    join(GENERATED, path),
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^No results/);
});

test("the linters are not blind: a document without a summary and an answer is refused", async () => {
  const spoilt = join("testing", "spoilt-openapi.json");
  const redocly = await runScript(REDOCLY, "lint", "--format", "json", spoilt);
  expect((JSON.parse(redocly.stdout) as { totals: { errors: number } }).totals.errors).toBeGreaterThan(0);
  const spectral = await runScript(SPECTRAL, "lint", "--ruleset", "spectral.yaml", "--fail-severity", "hint", spoilt);
  expect(spectral.code).not.toBe(0);
});

test("every JSON Schema is one of draft 2020-12, and leads nowhere that is not there", () => {
  for (const folder of ["json-schema", "json-schema/concordance"]) {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const files = documentsIn(folder).filter((path) => path.endsWith(".json"));
    expect(files.length).toBeGreaterThan(80);
    const schemas = files.map((path) => JSON.parse(readFileSync(join(GENERATED, path), "utf8")) as { $id: string; $schema: string });
    for (const schema of schemas) {
      expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
      expect([schema.$id, ajv.validateSchema(schema), ajv.errors ?? []]).toEqual([schema.$id, true, []]);
      ajv.addSchema(schema);
    }
    for (const { $id } of schemas) expect(ajv.getSchema($id)).toBeTypeOf("function");
  }
});
