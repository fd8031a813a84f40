import { expect, test } from "vitest";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";
import { emitConcordanceClient } from "./concordance-client.ts";

const FILES = emitConcordanceClient({ protocols: [CONCORDANCE] });
const read = (name: string) => FILES.get(`clients/concordance/src/generated/${name}`) ?? "";
const declared = [...read("types.ts").matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);

test("the client has the types that calls and notifications refer to, and none of those between nodes or of REST", () => {
  for (const { params, result } of CONCORDANCE.methods) expect(declared).toEqual(expect.arrayContaining([params, result]));
  for (const { params } of CONCORDANCE.notifications) expect(declared).toContain(params);
  for (const name of ["StreamCall", "StreamAnswer", "ErrorData", "Operation", "Change"]) expect(declared).toContain(name);
  expect(declared.filter((name) => /^(Peer|Stored|Rest|Health)/.test(name ?? ""))).toEqual([]);
});

test("every file of the client imports nothing but its neighbours", () => {
  for (const [, text] of FILES) {
    for (const [, module = ""] of text.matchAll(/ from "([^"]+)"/g))
      expect(FILES.has(`clients/concordance/src/generated/${module.slice(2)}`)).toBe(true);
  }
});

test("every method has a safety", () => {
  for (const { name, repeatable } of CONCORDANCE.methods) expect(read("calls.ts")).toContain(`"${name}": "${repeatable}",`);
});

test("a limit that the client needs and the spec has not is told by name", () => {
  const limits = CONCORDANCE.limits.filter(({ name }) => name !== "jsonNesting");
  expect(() => emitConcordanceClient({ protocols: [{ ...CONCORDANCE, limits }] })).toThrow("jsonNesting");
  expect(() => emitConcordanceClient({ protocols: [GATEWAY] })).toThrow('no protocol "concordance"');
});
