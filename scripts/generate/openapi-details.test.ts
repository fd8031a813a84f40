import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";
import { modelJudge } from "../../spec/test/roads.ts";
import type { OpenApi, OpenApiOperation } from "./openapi.ts";
import { errorExample } from "./openapi-details.ts";
import { firstSentence } from "./sentences.ts";

const DOCUMENTS = [GATEWAY, CONCORDANCE].map((protocol) => ({
  protocol,
  document: JSON.parse(readFileSync(new URL(`../../generated/openapi/${protocol.name}.json`, import.meta.url), "utf8")) as OpenApi,
}));
const OPERATIONS = DOCUMENTS.flatMap(({ protocol, document }) =>
  protocol.operations.map((operation): [string, typeof operation, OpenApiOperation, typeof protocol] => [
    `${protocol.name} ${operation.method} ${operation.path}`,
    operation,
    document.paths[operation.path]?.[operation.method.toLowerCase()] as OpenApiOperation,
    protocol,
  ]),
);

test.each(OPERATIONS)(
  "%s has a summary that is one sentence, and says how it may be refused",
  (_, operation, { summary = "", responses }) => {
    expect(summary).toMatch(/^[A-Z][^`]*[^.`]$/);
    expect(operation.doc.replaceAll(/[`\s]+/g, "")).toContain(summary.replaceAll(/\s+/g, ""));
    expect(Object.keys(responses).filter((status) => status.startsWith("4"))).not.toEqual([]);
  },
);

test.each(OPERATIONS)(
  "%s shows an example of every body of JSON that it takes and gives, and what its bytes are",
  (_, operation, found) => {
    const { requestBody, responses } = found;
    if (operation.body !== null) expect(requestBody?.content["application/json"]?.example).toBeDefined();
    for (const { status, content } of operation.responses) {
      for (const [mediaType, schema] of Object.entries(content)) {
        const told = responses[String(status)]?.content?.[mediaType];
        if (schema?.$ref !== undefined) expect(told?.example).toBeDefined();
        if (schema === null) expect(told?.schema).toEqual(mediaType === "application/vnd.sqlite3" ? undefined : { type: "string" });
      }
    }
  },
);

test.each(OPERATIONS)(
  "%s has an example for each of its required parameters, of their types",
  (_, operation, { parameters = [] }, { name }) => {
    for (const { wireName, schema } of operation.parameters.filter(({ required }) => required)) {
      const { example } = parameters.find((parameter) => parameter.name === wireName) ?? {};
      const judge =
        schema.$ref === undefined ? new Ajv2020({ strict: false }).compile(schema) : modelJudge(schema.$ref.slice("#/$defs/".length), name);
      expect([wireName, example, judge(example)]).toEqual([wireName, example, true]);
    }
  },
);

test("an error is shown as it comes: with its code, its status and its words", () => {
  for (const { protocol, document } of DOCUMENTS) {
    const shown = Object.entries(document.components?.examples ?? {});
    const codes = new Set(protocol.operations.flatMap(({ errors }) => errors));
    expect(new Set(shown.map(([code]) => code))).toEqual(codes);
    const judge = modelJudge(protocol.name === "gateway" ? "ProblemDetails" : "ErrorBody", protocol.name);
    for (const [code, { value }] of shown)
      expect([code, judge(value), JSON.stringify(value).includes(`"${code}"`)]).toEqual([code, true, true]);
  }
  const [code] = GATEWAY.errorCodes.filter(({ name }) => name === "SESSION_NOT_FOUND");
  if (code === undefined) throw new Error("There is no such code.");
  expect(errorExample({ type: "about:blank", title: "", status: 0, code: "", detail: "", instance: "r1" }, code)).toEqual({
    type: "about:blank",
    title: "Not Found",
    status: 404,
    code: "SESSION_NOT_FOUND",
    detail: "No such session in the caller's tenant.",
    instance: "r1",
  });
});

test.each([
  ["One. Two.", "One."],
  ["One line\nand another. `b` follows.", "One line and another."],
  ["It has e.g. dots, v1.2 and ends.\n\n- a list", "It has e.g. dots, v1.2 and ends."],
  ["It breaks the rules: `details` names the field.", "It breaks the rules."],
  ["No end", "No end"],
  ["", ""],
])("the first sentence of %j is %j", (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence);
});
