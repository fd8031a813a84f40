import { expect, test } from "vitest";
import { camelCase, docComment, lowerFirst, pascalCase, propertyName, sourceCode } from "../src/emit/source-code.ts";

test.each([
  ["run_turn", "runTurn", "RunTurn"],
  ["thinking.start", "thinkingStart", "ThinkingStart"],
  ["file_at_iteration", "fileAtIteration", "FileAtIteration"],
  ["x-request-id", "xRequestId", "XRequestId"],
  ["ping", "ping", "Ping"],
  ["tool__call", "toolCall", "ToolCall"],
  ["version_2", "version2", "Version2"],
  ["front-door", "frontDoor", "FrontDoor"],
  ["run_Turn", "runTurn", "RunTurn"],
  ["a/b c", "aBC", "ABC"],
  ["$/cancel", "$Cancel", "$Cancel"],
  ["2nd", "_2nd", "_2nd"],
  ["trailing_", "trailing", "Trailing"],
])("%s is %s in code, and %s as a type", (name, camel, pascal) => {
  expect(camelCase(name)).toBe(camel);
  expect(pascalCase(name)).toBe(pascal);
  expect(lowerFirst(pascal)).toBe(camel);
});

test.each([
  ["sessionId", "sessionId"],
  ["$ref", "$ref"],
  ["_", "_"],
  ["idempotency-key", '"idempotency-key"'],
  ["thinking.start", '"thinking.start"'],
  ["2nd", '"2nd"'],
  ['a"b', '"a\\"b"'],
  ["", '""'],
])("the property %j is written %s", (name, written) => {
  expect(propertyName(name)).toBe(written);
});

test("a short doc comment is one line, a long one keeps its lines, none is nothing", () => {
  expect(docComment("What it is.")).toBe("/** What it is. */\n");
  expect(docComment("First.\n\nSecond.", "  ")).toBe("  /**\n   * First.\n   *\n   * Second.\n   */\n");
  expect(docComment("")).toBe("");
  expect(docComment(undefined)).toBe("");
});

test.each(["all of src/**/*.ts", "one\nsrc/*/"])("a doc comment ends where it ends, whatever it holds: %j", (doc) => {
  const comment = docComment(doc);
  expect(comment.indexOf("*/")).toBe(comment.length - 3);
});

test("sections stand apart, and one that is empty leaves no gap", () => {
  expect(sourceCode("const a = 1;", "", "const b = 2;")).toBe("const a = 1;\n\nconst b = 2;\n");
});
